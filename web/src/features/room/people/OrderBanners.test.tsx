import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import type { RoomState } from "../room-state";
import { OrderBanners } from "./OrderBanners";
import { acting, participant, remote, stateOf } from "./test-state";

beforeAll(async () => {
  await startI18n();
  await loadTexts("people");
});

const ME = participant("Zoe");

function show(state: RoomState) {
  const heeded = vi.fn();
  const setMicrophone = vi.fn(async () => undefined);
  const reportRead = vi.fn();
  const { room, done } = acting(state);
  const whole = { ...room, heeded, reportRead, setMicrophone };
  const { rerender } = render(<OrderBanners room={whole} state={state} />);
  const change = (next: RoomState) => rerender(<OrderBanners room={whole} state={next} />);
  return { heeded, reportRead, setMicrophone, done, change };
}

function silent(state: RoomState): RoomState {
  const { microphone, camera } = state.media;
  return { ...state, media: { ...state.media, microphone: { ...microphone, on: false }, camera: { ...camera, on: false } } };
}

it("says who muted me, until I have read it", async () => {
  const { heeded } = show(silent(stateOf(ME, [], { muted: { kind: "audio", by: "Marie" } })));
  expect(screen.getByRole("status")).toHaveTextContent("Marie muted your microphone.");
  await userEvent.click(screen.getByRole("button", { name: "OK" }));
  expect(heeded).toHaveBeenCalledOnce();
});

it("says so when I may not switch it on again", () => {
  const quiet = participant("Zoe", { rights: ["chat"] });
  show(silent(stateOf(quiet, [], { muted: { kind: "video", by: "Marie" } })));
  expect(screen.getByRole("status")).toHaveTextContent(
    "Marie switched your camera off. You may not show video in this room for now.",
  );
});

it("gives the room's rules as the reason when it was nobody", () => {
  const muted = { kind: "audio", by: null } as const;
  const { change } = show(silent(stateOf(ME, [], { muted })));
  expect(screen.getByRole("status")).toHaveTextContent("In this room everyone joins muted.");
  change(silent(stateOf(participant("Zoe", { rights: [] }), [], { muted })));
  expect(screen.getByRole("status")).toHaveTextContent("You may not speak in this room for now.");
});

it("needs no word any more when it is on again", () => {
  const { heeded } = show(stateOf(ME, [], { muted: { kind: "video", by: "Marie" } }));
  expect(screen.queryByRole("status")).toBeNull();
  expect(heeded).toHaveBeenCalledOnce();
});

it("leaves it to me whether I unmute", async () => {
  const { heeded, setMicrophone } = show(silent(stateOf(ME, [], { askedToUnmuteBy: "Marie" })));
  expect(screen.getByRole("status")).toHaveTextContent("Marie asks you to unmute.");
  await userEvent.click(screen.getByRole("button", { name: "Not now" }));
  expect(heeded).toHaveBeenCalledOnce();
  expect(setMicrophone).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Unmute" }));
  expect(setMicrophone).toHaveBeenCalledWith(true);
});

it("names whose device does not keep to the rules, and what can be done about it", async () => {
  const leo = remote("Leo", { audio: false });
  const state = stateOf(participant("Marie", { role: "teacher" }), [leo, remote("Ada", { audio: false })], {
    unruly: [{ participant_id: "leo", kind: "audio" }],
  });
  const { done, reportRead } = show(state);
  const banner = screen.getByRole("status");
  expect(banner).toHaveTextContent("Leo’s device goes on sending sound although it is muted. Nobody hears it.");
  await userEvent.click(within(banner).getByRole("button", { name: "Remove" }));
  await userEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Remove" }));
  expect(done.mock.calls).toEqual([["remove", { participant_id: "leo" }]]);
  await userEvent.click(within(banner).getByRole("button", { name: "Dismiss" }));
  expect(reportRead).toHaveBeenCalledWith(state.unruly[0]);
});
