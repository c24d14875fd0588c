import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { RemoteParticipant } from "./call";
import type { QualityReport } from "./protocol";
import { QualityWatch } from "./quality-watch";
import type { Health, Measures, Quality } from "./stats";

const MEASURES: Measures = {
  lossIn: 0.123456,
  lossOut: null,
  roundTripMs: 48.25,
  availableOut: null,
  concealed: 0,
  bitrateIn: 1_000_000.4,
  bitrateOut: 0,
  framesPerSecond: 24.6,
  frozen: 0,
  limitedByBandwidth: false,
  limitedByProcessor: false,
};

function person(name: string, quality: Quality, more: Partial<Measures> = {}): RemoteParticipant {
  const health: Health = { quality, reason: quality === "good" ? null : "delay", measures: { ...MEASURES, ...more } };
  return { id: name.toLowerCase(), link: "connected", health } as RemoteParticipant;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watching(people: RemoteParticipant[]) {
  const reports: QualityReport[] = [];
  const own: unknown[] = [];
  const watch = new QualityWatch({ participants: () => people, report: (report) => reports.push(report) });
  watch.on("own", (quality) => own.push(quality));
  return { watch, reports, own };
}

it("reports every ten seconds what was measured, and nothing while nobody is there", () => {
  const people: RemoteParticipant[] = [];
  const { watch, reports, own } = watching(people);
  vi.advanceTimersByTime(20_000);
  expect(reports).toEqual([]);
  people.push(person("Ada", "good"), { ...person("Émile", "good"), link: "connecting" });
  vi.advanceTimersByTime(10_000);
  expect(own).toEqual([{ quality: "good", reason: null }]);
  expect(reports).toEqual([
    {
      own: { quality: "good", reason: null },
      people: [
        {
          participant_id: "ada",
          quality: "good",
          reason: null,
          loss_in: 0.1235,
          loss_out: null,
          concealed: 0,
          frozen: 0,
          round_trip_ms: 48,
          available_out: null,
          bitrate_in: 1_000_000,
          bitrate_out: 0,
          frames_per_second: 25,
        },
      ],
    },
  ]);
  watch.stop();
  vi.advanceTimersByTime(60_000);
  expect(reports).toHaveLength(1);
});

it("names those of a large room who are reached worst, and at most sixteen", () => {
  const crowd = Array.from({ length: 40 }, (_, n) => person(`P${n}`, n < 10 ? "good" : n < 30 ? "weak" : "bad"));
  const { watch, reports } = watching(crowd);
  vi.advanceTimersByTime(10_000);
  const told = reports[0]?.people.map(({ quality }) => quality);
  expect(told).toEqual([...Array<Quality>(10).fill("bad"), ...Array<Quality>(6).fill("weak")]);
  watch.stop();
});

it("says that the device cannot keep up once it has lasted, and that it can again", () => {
  const people = [person("Ada", "good", { limitedByProcessor: true })];
  const { watch, own } = watching(people);
  vi.advanceTimersByTime(6_000);
  people[0] = person("Ada", "good");
  vi.advanceTimersByTime(10_000);
  expect(own).toEqual([
    { quality: "good", reason: null },
    { quality: "weak", reason: "processor" },
    { quality: "good", reason: null },
  ]);
  watch.stop();
});
