import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import type { Recording } from "@/api/types";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { SettingsDialog } from "./SettingsDialog";

beforeAll(async () => {
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

const MAIL = "A week before it is deleted you get a mail.";

it("speaks of a mail only where the recording is deleted one day", async () => {
  const user = userEvent.setup();
  const recording = { id: "lesson", title: "Fractions", keep_until: null } as Recording;
  render(<SettingsDialog recording={recording} onClose={vi.fn()} returnTo={{ current: null }} />);
  expect(screen.queryByText(MAIL)).not.toBeInTheDocument();
  await user.click(screen.getByRole("combobox", { name: "Keep it" }));
  await user.click(screen.getByRole("option", { name: "90 days after the session" }));
  expect(screen.getByText(MAIL)).toBeInTheDocument();
  expect(screen.getByRole("combobox", { name: "Keep it" })).toHaveAccessibleDescription(MAIL);
});
