import { render, screen } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";

import type { Health, HealthReason, Quality } from "@/call/stats";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { remote } from "../people/test-state";
import { judgementOf } from "../quality";
import { QualityMark } from "./QualityMark";

beforeAll(async () => {
  await startI18n();
  await loadTexts("room");
  await changeLanguage("en");
});

const health = (quality: Quality, reason: HealthReason) => ({ quality, reason }) as Health;

it("says how somebody is reached, and why not better", () => {
  render(<QualityMark judgement={judgementOf(remote("Ada", { health: health("bad", "loss-in") }))} />);
  expect(screen.getByRole("img")).toHaveAccessibleName("Bad connection: parts get lost on the way to you");
});

it("blames a device that cannot keep up, unless the line is worse", () => {
  render(<QualityMark judgement={judgementOf(remote("Ada", { strained: true, health: health("good", null) }))} />);
  expect(screen.getByRole("img")).toHaveAccessibleName("Weak connection: their device has too much to do");
  expect(judgementOf(remote("Ada", { strained: true, health: health("bad", "delay") }))).toMatchObject({ reason: "delay" });
});

it("says nothing while there is nothing to say", () => {
  expect(judgementOf(remote("Ada", { strained: true }))).toBeNull();
  expect(judgementOf(remote("Ada", { link: "interrupted", health: health("good", null) }))).toBeNull();
});

it.each([
  ["good", null, "Your connection is good"],
  ["weak", "bandwidth", "Your connection is weak: the network carries no better picture"],
  ["weak", "processor", "Your device has too much to do. It helps to close other windows and programs."],
] as const)("says of one's own connection that it is %s (%s)", (quality, reason, words) => {
  render(<QualityMark own judgement={{ quality, reason }} />);
  expect(screen.getByRole("img")).toHaveAccessibleName(words);
});
