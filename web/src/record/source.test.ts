import { expect, it, vi } from "vitest";

import type { RemoteParticipant } from "@/call/call";

import { ReceivedSource } from "./source";

const track = (kind: "audio" | "video", readyState = "live") => ({ kind, readyState }) as MediaStreamTrack;

function stream(...tracks: MediaStreamTrack[]): MediaStream {
  const of = (kind: string) => tracks.filter((each) => each.kind === kind);
  return { getTracks: () => tracks, getAudioTracks: () => of("audio"), getVideoTracks: () => of("video") } as MediaStream;
}

const [voice, picture, shown, sound] = [track("audio"), track("video"), track("video"), track("audio")];
const leo = {
  audio: true,
  video: true,
  screen: "screen",
  stream: stream(voice, picture),
  screenStream: stream(sound, shown),
} as RemoteParticipant;

it("gives what is received of somebody, as far as it is on", () => {
  const source = new ReceivedSource(leo);
  expect(source.tracks("microphone")).toEqual([voice]);
  expect(source.tracks("camera")).toEqual([picture]);
  expect(source.tracks("screen")).toEqual([sound, shown]);
  const changed = vi.fn();
  const stop = source.onChange(changed);
  source.update({ ...leo, audio: false, video: false, screen: null });
  expect(changed).toHaveBeenCalledTimes(1);
  for (const kind of ["microphone", "camera", "screen"] as const) expect(source.tracks(kind)).toEqual([]);
  stop();
  source.update(leo);
  expect(changed).toHaveBeenCalledTimes(1);
});

it("waits for the picture of a screen, and takes nothing that has ended", () => {
  expect(new ReceivedSource({ ...leo, screenStream: stream(sound) }).tracks("screen")).toEqual([]);
  expect(new ReceivedSource({ ...leo, stream: stream(track("audio", "ended")) }).tracks("microphone")).toEqual([]);
});
