import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { ReplayClock } from "@/replay/replay-clock";

import { AddChapter } from "./AddChapter";

beforeAll(async () => {
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

it("adds a chapter at the moment of the press, however long one thinks about its title", async () => {
  const user = userEvent.setup();
  const clock = new ReplayClock(60_000);
  clock.seek(12_000);
  const onAdd = vi.fn(async () => undefined);
  render(<AddChapter clock={clock} onAdd={onAdd} />);
  await user.click(screen.getByRole("button", { name: "Add a chapter here" }));
  clock.seek(40_000);
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(screen.getByText("Give it a title.")).toBeInTheDocument();
  await user.type(screen.getByRole("textbox", { name: "Title of the chapter at 0:12" }), "  Thirds {Enter}");
  expect(onAdd).toHaveBeenCalledExactlyOnceWith(12_000, "Thirds");
  expect(await screen.findByRole("button", { name: "Add a chapter here" })).toBeInTheDocument();
});
