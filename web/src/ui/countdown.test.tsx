import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { changeLanguage, startI18n } from "@/i18n/i18n";

import { Countdown, remaining } from "./Countdown";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("the time that is left", () => {
  beforeEach(() => startI18n());

  it.each([
    ["en", 50 * HOUR, "2 days"],
    ["fr", 50 * HOUR, "2 jours"],
    ["en", 47 * HOUR + 5 * MINUTE, "47 h 5 min"],
    ["fr", 2 * HOUR + 5 * MINUTE + 59 * SECOND, "2 h 5 min"],
    ["en", 2 * HOUR, "2 h"],
    ["en", 22 * MINUTE + 43 * SECOND, "22 min"],
    ["fr", 22 * MINUTE + 43 * SECOND, "22 min"],
    ["en", MINUTE, "1 min"],
    ["en", MINUTE - 1, "1 min"],
    ["en", 40 * SECOND, "40 s"],
    ["fr", 40 * SECOND, "40 s"],
    ["en", 1, "1 s"],
    ["en", -HOUR, "0 s"],
  ] as const)("in %s, %i ms are “%s”", async (language, left, words) => {
    await changeLanguage(language);
    expect(remaining(left).replaceAll("\u00a0", " ")).toBe(words);
  });
});

describe("a countdown", () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-26T12:58:00Z") }));
  afterEach(() => vi.useRealTimers());

  it("goes on by itself", () => {
    render(<Countdown to="2026-11-26T13:00:00Z" />);
    expect(screen.getByText("2 min")).toHaveAttribute("datetime", "2026-11-26T13:00:00Z");
    act(() => void vi.advanceTimersByTime(30 * SECOND));
    expect(screen.getByText("1 min")).toBeInTheDocument();
    act(() => void vi.advanceTimersByTime(50 * SECOND));
    expect(screen.getByText("40 s")).toBeInTheDocument();
  });
});
