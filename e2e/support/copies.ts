import { type BrowserContext, expect, type Page } from "@playwright/test";

import type { Person } from "./people.ts";

/** As some browsers are: they call, and know nothing of recording. */
export async function cannotRecord(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => void Reflect.deleteProperty(window, "MediaRecorder"));
}

export interface Track {
  kind: string;
  copied_by: string | null;
  starts_ms: number;
  duration_ms: number;
  rate: number;
  src: string;
}

interface Replay {
  started_at: string;
  people: { id: string; name: string | null }[];
  tracks: (Track & { participant_id: string })[];
}

/** Somebody's tracks in a replay, and who they are there. */
export async function tracksInReplay(reader: Person, recordingId: string, name: string): Promise<{ id: string; beganAt: number; tracks: Track[] }> {
  const answer = await reader.page.request.get(`/api/recordings/${recordingId}`, { headers: { Authorization: `Bearer ${reader.accessToken}` } });
  expect(answer.status()).toBe(200);
  const { started_at, people, tracks } = (await answer.json()) as Replay;
  const id = people.find((person) => person.name === name)!.id;
  return { id, beganAt: Date.parse(started_at), tracks: tracks.filter(({ participant_id }) => participant_id === id) };
}

/** What the camera of `countTheTime` showed at a second of a track, in milliseconds modulo 1,000,000; decoded from the file itself. */
export function timeInPicture(page: Page, src: string, second: number): Promise<number> {
  return page.evaluate(
    async ({ src, second }) => {
      const video = document.createElement("video");
      const happens = (event: string) => new Promise((resolve, reject) => {
        video.addEventListener(event, resolve, { once: true });
        video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
      });
      video.muted = true;
      video.preload = "auto";
      video.src = src;
      await happens("loadeddata");
      const seeked = happens("seeked");
      video.currentTime = second;
      await seeked;
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [320, 1];
      const paint = canvas.getContext("2d")!;
      paint.drawImage(video, 0, video.videoHeight / 2, video.videoWidth, 1, 0, 0, 320, 1);
      const { data } = paint.getImageData(0, 0, 320, 1);
      let ticks = 0;
      for (let bit = 0; bit < 16; bit += 1) ticks = ticks * 2 + (data[(bit * 20 + 10) * 4]! > 127 ? 1 : 0);
      return ticks * 20;
    },
    { src, second },
  );
}

/** When the tones in a track begin, in seconds of the file. */
export function tonesIn(page: Page, src: string): Promise<number[]> {
  return page.evaluate(async (src) => {
    const clock = new AudioContext();
    const sound = await clock.decodeAudioData(await (await fetch(src)).arrayBuffer());
    const samples = sound.getChannelData(0);
    const step = Math.round(sound.sampleRate / 100);
    const begins: number[] = [];
    let quietSince = 0;
    for (let at = 0; at + step <= samples.length; at += step) {
      const isLoud = samples.subarray(at, at + step).some((sample) => Math.abs(sample) > 0.05);
      if (!isLoud) continue;
      if (at - quietSince > 20 * step) begins.push(at / sound.sampleRate);
      quietSince = at;
    }
    await clock.close();
    return begins;
  }, src);
}

/** How many milliseconds after the truth a copy shows `time` (modulo 1,000,000): what it took to come over the line. */
export function delay(time: number, at: number): number {
  const late = (((at - time) % 1_000_000) + 1_000_000) % 1_000_000;
  return late > 500_000 ? late - 1_000_000 : late;
}
