import type { RemoteParticipant } from "@/call/call";
import { Emitter } from "@/call/emitter";
import { ownQuality, Strain } from "@/call/own-quality";
import type { PersonMeasured, QualityReport } from "@/call/protocol";
import type { Health, Judgement, Quality } from "@/call/stats";

interface QualityWatchEvents {
  /** How well this page reaches the others has changed; null: there is nobody to reach. */
  own: Judgement | null;
}

interface Watched {
  participants: () => readonly RemoteParticipant[];
  report: (report: QualityReport) => void;
}

type Measured = RemoteParticipant & { health: Health };

const LOOK_EVERY_MS = 2_000;
const LOOKS_TO_A_REPORT = 5;
/** A timer that comes so late says that the page has no time left. */
const BEAT_MS = 500;
const LATE_MS = 400;
/** In a large room those who are reached worst. */
const MOST_REPORTED = 16;
/** Of so many others even a good line is worth a row. */
const SMALL_ROOM = 6;

/** Looks every two seconds at what the lines measure, says how this page does, and reports it to the server. */
export class QualityWatch extends Emitter<QualityWatchEvents> {
  readonly #watched: Watched;
  readonly #strain = new Strain();
  readonly #timers: ReturnType<typeof setInterval>[];
  #own: Judgement | null = null;
  #lastBeat = performance.now();
  #wasLate = false;
  #looks = 0;

  constructor(watched: Watched) {
    super();
    this.#watched = watched;
    this.#timers = [setInterval(() => this.#beat(), BEAT_MS), setInterval(() => this.#look(), LOOK_EVERY_MS)];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #beat(): void {
    const now = performance.now();
    // Browsers slow down the timers of a page that nobody looks at.
    if (document.visibilityState === "visible" && now - this.#lastBeat > BEAT_MS + LATE_MS) this.#wasLate = true;
    this.#lastBeat = now;
  }

  #look(): void {
    const people = this.#watched.participants().filter(isMeasured);
    const isLimited = people.some(({ health }) => health.measures.limitedByProcessor);
    const isStrained = this.#strain.update(people.length > 0 && (isLimited || this.#wasLate));
    this.#wasLate = false;
    const own = ownQuality(
      people.map(({ health }) => health),
      isStrained,
    );
    if (own?.quality !== this.#own?.quality || own?.reason !== this.#own?.reason) this.emit("own", own);
    this.#own = own;
    this.#looks += 1;
    if (this.#looks % LOOKS_TO_A_REPORT === 0 && own !== null) this.#watched.report(reportOf(own, people));
  }
}

function reportOf(own: Judgement, people: readonly Measured[]): QualityReport {
  const told = people.length <= SMALL_ROOM ? people : people.filter(({ health }) => health.quality !== "good");
  const worst = [...told].sort((one, other) => URGENCY[one.health.quality] - URGENCY[other.health.quality]);
  return { own, people: worst.slice(0, MOST_REPORTED).map(personMeasured) };
}

const URGENCY: Record<Quality, number> = { bad: 0, weak: 1, good: 2 };

function personMeasured({ id, health: { quality, reason, measures } }: Measured): PersonMeasured {
  const { lossIn, lossOut, roundTripMs, availableOut, concealed, bitrateIn, bitrateOut, framesPerSecond, frozen } = measures;
  return {
    participant_id: id,
    quality,
    reason,
    loss_in: rounded(lossIn, 4),
    loss_out: rounded(lossOut, 4),
    concealed: rounded(concealed, 4),
    frozen: rounded(frozen, 4),
    round_trip_ms: rounded(roundTripMs),
    available_out: rounded(availableOut),
    bitrate_in: rounded(bitrateIn),
    bitrate_out: rounded(bitrateOut),
    frames_per_second: rounded(framesPerSecond),
  };
}

function rounded(measure: number | null, digits = 0): number | null {
  return measure === null ? null : Number(measure.toFixed(digits));
}

function isMeasured(person: RemoteParticipant): person is Measured {
  return person.link === "connected" && person.health !== null;
}
