import { type BrowserContext, expect } from "@playwright/test";

import { timeInFile } from "./counting.ts";
import type { Person } from "./people.ts";
import { probe } from "./probe.ts";
import { type Manifest, manifestOf } from "./recorded.ts";

/** As some browsers are: they call, and know nothing of recording. */
export async function cannotRecord(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => void Reflect.deleteProperty(window, "MediaRecorder"));
}

/** The way over the line, and what smooths it out there, as milliseconds; a busy machine takes its time. */
const LATEST_MS = 1_500;
/** Of tones at whole seconds only the part of a second by which they are late can be told. */
const LATEST_TONE_MS = 800;
/** What the clock of a page may be off, and by how much a recorder says too early that it began: much, where the machine is busy. */
const EARLIEST_MS = -400;
const EARLIEST_TONE_MS = -100;

/** The replay has picture and voice of `of`, as `by` received them, each at the time at which it was. */
export async function expectCopy(reader: Person, recordingId: string, of: Person, by: Person[]): Promise<void> {
  const manifest = await manifestOf(reader, recordingId);
  const beganAt = Date.parse(manifest.started_at);
  const idOf = ({ name }: Person) => manifest.people.find((person) => person.name === name)!.id;
  const tracks = manifest.tracks.filter(({ participant_id }) => participant_id === idOf(of));
  expect(tracks.length).toBeGreaterThan(0);
  expect(new Set(tracks.map(({ copied_by }) => copied_by))).toEqual(new Set(by.map(idOf)));

  const camera = longest(tracks, "camera");
  for (const second of [2, 4]) {
    const shown = await timeInFile(reader.page, camera.src, second);
    const late = lateness(beganAt + camera.starts_ms + second * 1_000 * camera.rate, shown, 1_000_000, EARLIEST_MS);
    expect(late, `the picture at second ${second}`).toBeLessThan(LATEST_MS);
  }

  const voice = longest(tracks, "microphone");
  const { beeps } = await probe(await (await reader.page.request.get(voice.src)).body());
  expect(beeps.length).toBeGreaterThanOrEqual(3);
  const late = beeps.map((ms) => lateness(beganAt + voice.starts_ms + ms * voice.rate, 0, 1_000, EARLIEST_TONE_MS)).sort((one, other) => one - other);
  expect(late[Math.floor(late.length / 2)], `tones late by ${late.map(Math.round).join(", ")} ms`).toBeLessThan(LATEST_TONE_MS);
}

function longest(tracks: Manifest["tracks"], kind: string): Manifest["tracks"][number] {
  const [found] = tracks.filter((track) => track.kind === kind).sort((one, other) => other.duration_ms - one.duration_ms);
  return found!;
}

/** How many milliseconds after the truth something is, which is known up to a `turn`; from the earliest that may be. */
function lateness(at: number, truth: number, turn: number, earliest: number): number {
  return ((((at - truth - earliest) % turn) + turn) % turn) + earliest;
}
