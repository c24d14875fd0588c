/** What getStats says about one connection, reduced to what a person can understand and act upon. */

export type Quality = "good" | "weak" | "bad";

/** The first thing that is wrong, seen from this page. `processor`: of a whole device, no line by itself says so. */
export type HealthReason =
  | "loss-in"
  | "loss-out"
  | "delay"
  | "sound-gaps"
  | "picture-stuck"
  | "bandwidth"
  | "processor"
  | null;

export interface Judgement {
  quality: Quality;
  reason: HealthReason;
}

export interface Health extends Judgement {
  measures: Measures;
}

/** Over the last interval. Null where nothing was measured. */
export interface Measures {
  /** Share of packets lost on the way here, 0 to 1. */
  lossIn: number | null;
  /** Share of packets lost on the way there, as the other side reports it. */
  lossOut: number | null;
  roundTripMs: number | null;
  /** Bits per second that the way there is thought to carry. */
  availableOut: number | null;
  /** Share of the sound that was invented to cover gaps, 0 to 1. */
  concealed: number | null;
  /** Bits per second. */
  bitrateIn: number | null;
  bitrateOut: number | null;
  framesPerSecond: number | null;
  /** Share of the time in which the picture stood still although frames were expected, 0 to 1. */
  frozen: number | null;
  /** The encoder had to make the picture worse because the network carries no more. */
  limitedByBandwidth: boolean;
  /** The encoder had to make the picture worse because this device has no more time for it. */
  limitedByProcessor: boolean;
}

/** Running totals, as getStats counts them from the start of a connection. */
export interface Totals {
  atMs: number;
  packetsReceived: number;
  packetsLost: number;
  bytesReceived: number;
  bytesSent: number;
  samplesReceived: number;
  samplesConcealed: number;
  framesDecoded: number;
  freezeSeconds: number;
  lossOut: number | null;
  roundTripMs: number | null;
  availableOut: number | null;
  limitedByBandwidth: boolean;
  limitedByProcessor: boolean;
}

type Entry = Record<string, unknown>;

/** Adds up the entries of a report. Browsers leave out what they do not know: missing counts as nothing. */
export function totals(entries: Iterable<Entry>, atMs: number): Totals {
  const sum: Totals = {
    atMs,
    packetsReceived: 0,
    packetsLost: 0,
    bytesReceived: 0,
    bytesSent: 0,
    samplesReceived: 0,
    samplesConcealed: 0,
    framesDecoded: 0,
    freezeSeconds: 0,
    lossOut: null,
    roundTripMs: null,
    availableOut: null,
    limitedByBandwidth: false,
    limitedByProcessor: false,
  };
  for (const entry of entries) {
    if (entry.type === "inbound-rtp") {
      sum.packetsReceived += number(entry.packetsReceived);
      // Duplicates make it negative at times.
      sum.packetsLost += Math.max(0, number(entry.packetsLost));
      sum.bytesReceived += number(entry.bytesReceived);
      sum.samplesReceived += number(entry.totalSamplesReceived);
      // Silence is "concealed" too while the other side sends nothing; that is not a gap.
      sum.samplesConcealed += Math.max(
        0,
        number(entry.concealedSamples) - number(entry.silentConcealedSamples),
      );
      // A screen stands still whenever nobody moves anything; only the person's picture should go on.
      if (typeof entry.mid !== "string" || OF_PERSON.includes(entry.mid)) {
        sum.framesDecoded += number(entry.framesDecoded);
        sum.freezeSeconds += number(entry.totalFreezesDuration);
      }
    } else if (entry.type === "outbound-rtp") {
      sum.bytesSent += number(entry.bytesSent);
      if (entry.qualityLimitationReason === "bandwidth") sum.limitedByBandwidth = true;
      if (entry.qualityLimitationReason === "cpu") sum.limitedByProcessor = true;
    } else if (entry.type === "remote-inbound-rtp") {
      sum.lossOut = Math.max(sum.lossOut ?? 0, number(entry.fractionLost));
      if (sum.roundTripMs === null && typeof entry.roundTripTime === "number") {
        sum.roundTripMs = entry.roundTripTime * 1_000;
      }
    } else if (entry.type === "candidate-pair" && entry.nominated === true) {
      // Fresher than what RTCP says, where the browser measures it.
      if (typeof entry.currentRoundTripTime === "number" && entry.state === "succeeded") {
        sum.roundTripMs = entry.currentRoundTripTime * 1_000;
      }
      if (typeof entry.availableOutgoingBitrate === "number") sum.availableOut = entry.availableOutgoingBitrate;
    }
  }
  return sum;
}

export function measure(before: Totals, now: Totals): Measures {
  const seconds = Math.max(0.001, (now.atMs - before.atMs) / 1_000);
  const grown = (field: CountedField) => Math.max(0, now[field] - before[field]);
  const lost = grown("packetsLost");
  const expected = lost + grown("packetsReceived");
  const samples = grown("samplesReceived");
  return {
    lossIn: expected >= FEWEST_PACKETS ? lost / expected : null,
    lossOut: now.lossOut,
    roundTripMs: now.roundTripMs,
    availableOut: now.availableOut,
    concealed: samples > 0 ? Math.min(1, grown("samplesConcealed") / samples) : null,
    bitrateIn: (grown("bytesReceived") * 8) / seconds,
    bitrateOut: (grown("bytesSent") * 8) / seconds,
    framesPerSecond: grown("framesDecoded") / seconds,
    frozen: Math.min(1, grown("freezeSeconds") / seconds),
    limitedByBandwidth: now.limitedByBandwidth,
    limitedByProcessor: now.limitedByProcessor,
  };
}

/** What a person notices first comes first: gaps in the sound, a stuck picture, then what leads to them. */
export function judge(measures: Measures): Health {
  const verdicts: [HealthReason, Quality][] = [
    ["sound-gaps", grade(measures.concealed, 0.04, 0.15)],
    ["picture-stuck", grade(measures.frozen, 0.15, 0.5)],
    ["loss-in", grade(measures.lossIn, 0.04, 0.12)],
    ["loss-out", grade(measures.lossOut, 0.04, 0.12)],
    ["delay", grade(measures.roundTripMs, 350, 800)],
    ["bandwidth", measures.limitedByBandwidth ? "weak" : "good"],
  ];
  for (const quality of ["bad", "weak"] as const) {
    const found = verdicts.find(([, verdict]) => verdict === quality);
    if (found) return { quality, reason: found[0], measures };
  }
  return { quality: "good", reason: null, measures };
}

/** Watches one connection; the first judgement comes after two samples. */
export class HealthMonitor {
  #before: Totals | null = null;

  async sample(connection: { getStats: () => Promise<RTCStatsReport> }): Promise<Health | null> {
    const report = await connection.getStats();
    const entries: Entry[] = [];
    report.forEach((entry: Entry) => entries.push(entry));
    const now = totals(entries, performance.now());
    const before = this.#before;
    this.#before = now;
    return before === null ? null : judge(measure(before, now));
  }
}

/** The media sections of a person: sound and picture. */
const OF_PERSON = ["0", "1"];
const FEWEST_PACKETS = 20;

type CountedField =
  | "packetsReceived"
  | "packetsLost"
  | "bytesReceived"
  | "bytesSent"
  | "samplesReceived"
  | "samplesConcealed"
  | "framesDecoded"
  | "freezeSeconds";

function grade(value: number | null, weak: number, bad: number): Quality {
  if (value === null || value < weak) return "good";
  return value < bad ? "weak" : "bad";
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
