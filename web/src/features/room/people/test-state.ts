import { vi } from "vitest";

import type { RemoteParticipant } from "@/call/call";
import type { InputState } from "@/call/local-media";
import type { Participant } from "@/call/protocol";

import type { Room } from "../room";
import { initialState, type RoomState } from "../room-state";

/** Rooms for the tests of this folder: a real state, and a room that only writes down what it was told to do. */

const ON: InputState = { on: true, track: null, deviceId: null, problem: null, asking: false, taken: false };

export function participant(name: string, more: Partial<Participant> = {}): Participant {
  return {
    id: name.toLowerCase(),
    name,
    role: "student",
    co_host: false,
    rights: ["speak", "video", "screen", "draw", "code", "chat"],
    exceptions: {},
    hand: null,
    strained: false,
    recorded: null,
    can_record: true,
    copied_by: null,
    audio: true,
    video: true,
    screen: null,
    connection: "online",
    connection_id: name,
    joined_at: "2026-11-21T17:00:00Z",
    device: null,
    ...more,
  };
}

export function remote(name: string, more: Partial<RemoteParticipant> = {}): RemoteParticipant {
  const silent = {} as MediaStream;
  const link = { stream: silent, screenStream: silent, link: "connected", health: null, sending: "full", pictureMissing: false, speaking: false, certificates: null } as const;
  return { ...participant(name, more), ...link, ...more };
}

export function stateOf(me: Participant, participants: RemoteParticipant[], more: Partial<RoomState> = {}): RoomState {
  const devices = { microphones: [], cameras: [], speakers: [] };
  const empty = initialState({ microphone: ON, camera: ON, devices }, { screen: null, content: "text", asking: false, problem: null });
  return { ...empty, stage: "room", self: me, me, participants, ...more };
}

/** Every deed is done at once, and changes nothing by itself. */
export function acting(state: RoomState) {
  const done = vi.fn<(name: string, said: unknown) => Promise<object>>(async () => ({}));
  const current = { state };
  return { done, current, room: { do: done as unknown as Room["do"], getState: () => current.state } };
}
