import { expect } from "@playwright/test";

import { delay, timeInPicture, tonesIn, tracksInReplay } from "./copies.ts";
import type { Person } from "./people.ts";

/** The way over the line, and what smooths it out there, as milliseconds; a busy machine takes its time. */
const LATEST = 1_500;

/** The replay has picture and voice of `of`, as `by` received them, each at the time at which it was. */
export async function expectCopy(reader: Person, recordingId: string, of: Person, by: Person[]): Promise<void> {
  const copiers = await Promise.all(by.map(async ({ name }) => (await tracksInReplay(reader, recordingId, name)).id));
  const { beganAt, tracks } = await tracksInReplay(reader, recordingId, of.name);
  expect(tracks.length).toBeGreaterThan(0);
  expect(new Set(tracks.map(({ copied_by }) => copied_by))).toEqual(new Set(copiers));

  const [camera] = tracks.filter(({ kind }) => kind === "camera").sort((one, other) => other.duration_ms - one.duration_ms);
  for (const second of [2, 4]) {
    const shown = await timeInPicture(reader.page, camera!.src, second);
    const late = delay(shown, beganAt + camera!.starts_ms + second * 1_000 * camera!.rate);
    expect(late, `the picture at second ${second}`).toBeGreaterThan(-100);
    expect(late, `the picture at second ${second}`).toBeLessThan(LATEST);
  }

  const [voice] = tracks.filter(({ kind }) => kind === "microphone").sort((one, other) => other.duration_ms - one.duration_ms);
  const tones = await tonesIn(reader.page, voice!.src);
  expect(tones.length).toBeGreaterThanOrEqual(3);
  for (const tone of tones.slice(0, 3)) {
    const at = beganAt + voice!.starts_ms + tone * 1_000 * voice!.rate;
    expect(((at % 1_000) + 1_000) % 1_000, `the tone at ${tone} seconds`).toBeLessThan(900);
  }
}
