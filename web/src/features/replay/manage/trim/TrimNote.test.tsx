import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { aReplay } from "@/replay/fake-media";
import type { Replay } from "@/replay/manifest";
import { Timeline } from "@/replay/timeline";

import { TrimNote } from "./TrimNote";

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

const onTrim = vi.fn();
const note = (fields: Partial<Replay>, isTrimming = false) => (
  <TrimNote timeline={new Timeline(aReplay({ may_manage: true, ...fields }))} isTrimming={isTrimming} onTrim={onTrim} />
);

it("says what others do not get, and leads to where that is changed", async () => {
  render(note({ from_ms: 10_000, to_ms: 40_000 }));
  expect(screen.getByRole("status")).toHaveTextContent("Trimmed: nobody else gets 0:00 – 0:10 and 0:40 – 1:00.");
  await userEvent.setup().click(screen.getByRole("button", { name: "Change or undo" }));
  expect(onTrim).toHaveBeenCalledOnce();
});

it("is heard when a trim was saved, and when it was undone: in a place that was there before", () => {
  const { rerender } = render(note({}));
  const status = screen.getByRole("status");
  expect(status).toBeEmptyDOMElement();
  rerender(note({}, true));
  rerender(note({ from_ms: 10_000 }));
  expect(status).toHaveTextContent("Trimmed: nobody else gets 0:00 – 0:10.");
  rerender(note({ from_ms: 10_000 }, true));
  expect(status).toBeEmptyDOMElement();
  rerender(note({}));
  expect(status).toHaveTextContent("Everything is shown again.");
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});
