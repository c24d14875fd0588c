import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { problem, storedTrack } from "@/record/fake-recording";
import { notSaved } from "@/record/not-saved";

import SendingNotice from "./SendingNotice";

beforeAll(async () => {
  await startI18n();
  await loadTexts(["recording"]);
  await changeLanguage("en");
});

it("says what could not be saved and why, until it is read", async () => {
  const startedAt = Date.parse("2026-11-21T17:04:00Z");
  for (const kind of ["microphone", "camera"] as const) notSaved.add(storedTrack(kind, { kind, startedAt }), problem(410, "session_ended"));
  render(<SendingNotice />);
  const note = await screen.findByText(/^A part of your voice and your picture from the lesson of /, {}, { timeout: 4_000 });
  expect(note).toHaveTextContent("2026");
  expect(note).toHaveTextContent("came more than a day after the lesson had ended.");
  await userEvent.click(screen.getByRole("button", { name: "I have read this" }));
  expect(screen.queryByText(/A part of/)).toBeNull();
  expect(notSaved.current).toEqual([]);
});
