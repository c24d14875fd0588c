import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { aReplay } from "@/replay/fake-media";
import type { ReplayChapter } from "@/replay/manifest";
import { ReplayClock } from "@/replay/replay-clock";
import { Timeline } from "@/replay/timeline";

import { Chapters } from "./Chapters";

beforeAll(async () => {
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

const mark = (title: string | null): ReplayChapter => ({ at_ms: 12_000, kind: "mark", title, participant_id: null, mark_id: "mark" });
const hand: ReplayChapter = { at_ms: 5_000, kind: "hand", title: null, participant_id: "ada" };
const clock = new ReplayClock(60_000);
const marks = { add: vi.fn(), rename: vi.fn(async () => undefined), remove: vi.fn(async () => undefined) };
const chapters = (...shown: ReplayChapter[]) => <Chapters clock={clock} timeline={new Timeline(aReplay({ chapters: shown }))} marks={marks} />;

it("renames what a teacher marked, and nothing else", async () => {
  const user = userEvent.setup();
  const { rerender } = render(chapters(hand, mark("Thirds")));
  expect(screen.getAllByRole("button", { name: /^Rename/ })).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Rename the chapter “Thirds”" }));
  const field = screen.getByRole("textbox", { name: "Title of the chapter at 0:12" });
  expect(field).toHaveValue("Thirds");
  await user.clear(field);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByText("Give it a title.")).toBeInTheDocument();
  await user.type(field, " Quarters {Enter}");
  expect(marks.rename).toHaveBeenCalledExactlyOnceWith("mark", "Quarters");
  rerender(chapters(hand, mark("Quarters")));
  expect(await screen.findByRole("button", { name: "Rename the chapter “Quarters”" })).toHaveFocus();
});

it("names a moment that was marked without a word, or leaves it as it is", async () => {
  const user = userEvent.setup();
  marks.rename.mockClear();
  render(chapters(mark(null)));
  await user.click(screen.getByRole("button", { name: "Rename the chapter “A marked moment”" }));
  expect(screen.getByRole("textbox")).toHaveValue("");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Rename the chapter “A marked moment”" })).toHaveFocus();
  expect(marks.rename).not.toHaveBeenCalled();
});
