import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import type { RoomState } from "../room-state";
import { Announcements } from "./Announcements";
import { participant, remote, stateOf } from "./test-state";

beforeAll(async () => {
  await startI18n();
  await loadTexts(["people", "recording"]);
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HAND = "2026-11-21T17:05:00Z";
const NAMES = ["Ada", "Leo", "Sam", "Emmy"];

function listen() {
  let state = stateOf(participant("Zoe"), NAMES.map((name) => remote(name)));
  let tell: () => void = () => undefined;
  const room = {
    getState: () => state,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  render(<Announcements room={room} />);
  return (change: Partial<RoomState>) => {
    state = { ...state, ...change };
    tell();
  };
}

const raise = (...names: string[]) => ({
  participants: NAMES.map((name) => remote(name, { hand: names.includes(name) ? HAND : null })),
});
const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
const heard = () => screen.getByRole("log").textContent;

it("says at most one sentence a second, and together what came meanwhile", () => {
  const change = listen();
  change(raise("Ada"));
  pass(1);
  expect(heard()).toBe("Ada raised a hand.");
  change(raise("Ada", "Leo"));
  change({ rules: { locked: true, join_muted: false, rights: [], spotlight: null, stage: "people" as const, follow: false, copy_of: null, private: [], encrypted: false } });
  change(raise("Ada", "Leo", "Sam"));
  pass(500);
  expect(heard()).toBe("Ada raised a hand.");
  pass(500);
  expect(heard()).toBe("Leo and Sam raised their hands.");
  pass(1_000);
  expect(heard()).toBe("The room is locked.");
});

it("does not read out a whole class", () => {
  const change = listen();
  change(raise(...NAMES));
  pass(1);
  expect(heard()).toBe("Ada and 3 more raised their hands.");
});
