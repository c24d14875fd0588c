import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import type { Screen, ScreenShareState } from "@/call/screen";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { ScreenBanners } from "./ScreenBanners";

beforeAll(async () => {
  await startI18n();
  await loadTexts("stage");
  await loadTexts("people");
  await changeLanguage("en");
});

function show(more: Partial<ScreenShareState>) {
  const sharing = { start: vi.fn(async () => undefined), stop: vi.fn(), forgetProblem: vi.fn() };
  render(<ScreenBanners room={{ screen: sharing }} state={{ screen: { screen: null, content: "text", asking: false, problem: null, ...more } }} />);
  return sharing;
}

it("says why the screen could not be shared, and tries again", async () => {
  const sharing = show({ problem: "denied-by-system" });
  expect(screen.getByRole("status")).toHaveTextContent("Allow “screen recording” for your browser in the system settings");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(sharing.start).toHaveBeenCalledOnce();
  expect(sharing.forgetProblem).toHaveBeenCalledOnce();
});

it("has a sentence for everything else that browsers may say", () => {
  show({ problem: "busy" });
  expect(screen.getByRole("status")).toHaveTextContent("Please try again, or choose a single window.");
});

it("says that a screen is shared, and stops that", async () => {
  const sharing = show({ screen: {} as Screen });
  expect(screen.getByRole("status")).toHaveTextContent("You are sharing your screen");
  await userEvent.click(screen.getByRole("button", { name: "Stop sharing" }));
  expect(sharing.stop).toHaveBeenCalledOnce();
});
