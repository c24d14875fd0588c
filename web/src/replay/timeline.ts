import { formatClock } from "@/i18n/clock";

import {
  type DocumentName,
  endOf,
  isWithin,
  type Replay,
  type ReplayChapter,
  type ReplayEvent,
  type ReplayGap,
  type ReplayMessage,
  type ReplayPerson,
  type ReplayTrack,
  type Span,
} from "./manifest";

/** What one person did, as a row of the timeline. */
export interface Lane {
  person: ReplayPerson;
  /** When they spoke, in order and without overlaps. */
  speech: Span[];
  /** False while that is still being found out. */
  isSpeechKnown: boolean;
  /** When something of them was being recorded. */
  present: Span[];
}

export interface Gap {
  span: Span;
  /** Nothing was recorded on purpose, of anybody; or what one person sent is lost. */
  reason: ReplayGap["reason"] | "missing";
  participantId: string | null;
}

/** What is large: somebody's screen, something written together, somebody's picture, or nobody in particular. */
export type OnStage =
  | { kind: "screen"; track: ReplayTrack }
  | { kind: DocumentName; owner: string | null }
  | { kind: "person"; participantId: string }
  | { kind: "people" };

/** Pauses in speech that are shorter do not part it: a lane would be a comb. */
const BREATH_MS = 400;

/** Everything that a moment of a replay asks of its manifest; knows no media and no clock. */
export class Timeline {
  readonly replay: Replay;
  readonly lanes: Lane[];
  readonly gaps: Gap[];
  readonly chapters: ReplayChapter[];
  readonly #events: ReplayEvent[];
  readonly #chat: ReplayMessage[];

  constructor(replay: Replay) {
    this.replay = replay;
    this.chapters = replay.chapters.toSorted(byTime);
    this.#events = replay.events.toSorted(byTime);
    this.#chat = replay.chat.toSorted((a, b) => byTime(a, b) || a.id - b.id);
    this.lanes = replay.people.map((person) => laneOf(person, replay.tracks)).filter(({ present }) => present.length > 0);
    this.gaps = [
      ...replay.gaps.map(({ from_ms, to_ms, reason }): Gap => ({ span: [from_ms, to_ms], reason, participantId: null })),
      ...replay.tracks.flatMap(({ missing, participant_id }) =>
        missing.map((span): Gap => ({ span, reason: "missing", participantId: participant_id })),
      ),
    ].sort((a, b) => a.span[0] - b.span[0]);
  }

  get durationMs(): number {
    return this.replay.duration_ms;
  }

  /** What a bar shows of it: who manages it sees also what is trimmed. */
  get axis(): Span {
    const { may_manage, from_ms, to_ms, duration_ms } = this.replay;
    return may_manage ? [0, duration_ms] : [from_ms, to_ms];
  }

  /** A moment as people read it: it counts from where their bar begins, so that a trimmed lesson begins at 0:00. */
  words(ms: number): string {
    return formatClock(ms - this.axis[0]);
  }

  /** What nobody else sees. */
  get trimmed(): Span[] {
    const { from_ms, to_ms } = this.replay;
    const [start, end] = this.axis;
    return ([[start, from_ms], [to_ms, end]] as Span[]).filter(([from, to]) => to > from);
  }

  /** Nothing was kept: neither sound nor picture, nor anything written. Board and code are there always, if only empty. */
  get isEmpty(): boolean {
    const { tracks, chat, chapters } = this.replay;
    return tracks.length === 0 && chat.length === 0 && chapters.length === 0;
  }

  person(id: string | null): ReplayPerson | undefined {
    return this.replay.people.find((person) => person.id === id);
  }

  /** Of which something is played at this moment. */
  tracksAt(ms: number): ReplayTrack[] {
    return this.replay.tracks.filter((track) => track.starts_ms <= ms && ms < endOf(track));
  }

  trackAt(ms: number, participantId: string, kind: ReplayTrack["kind"]): ReplayTrack | undefined {
    return this.tracksAt(ms).findLast((track) => track.participant_id === participantId && track.kind === kind);
  }

  /** Who is to be seen: everybody of whom something is kept and who was inside. */
  peopleAt(ms: number): ReplayPerson[] {
    return this.lanes.filter(({ person, present }) => this.#wasInside(person.id, ms) ?? isWithin(present, ms)).map(({ person }) => person);
  }

  speakersAt(ms: number): string[] {
    return this.lanes.filter(({ speech }) => isWithin(speech, ms)).map(({ person }) => person.id);
  }

  /** Raised hands, the first first. */
  handsAt(ms: number): string[] {
    const raised = new Set<string>();
    for (const { kind, participant_id, data } of this.#until(ms)) {
      if (participant_id === null) continue;
      if (kind === "hand" && data.raised === true) raised.add(participant_id);
      else if (kind === "hand" || kind === "left") raised.delete(participant_id);
    }
    return [...raised];
  }

  stageAt(ms: number): OnStage {
    const screen = this.tracksAt(ms).findLast(({ kind }) => kind === "screen");
    if (screen) return { kind: "screen", track: screen };
    const { stage, copy_of: owner } = this.#last("stage", ms)?.data ?? {};
    if (stage === "board" || stage === "code") {
      const document = this.document(stage, typeof owner === "string" ? owner : null);
      if (document) return { kind: stage, owner: document.owner };
    }
    const spotlit = this.#last("spotlight", ms)?.participant_id;
    if (spotlit && this.peopleAt(ms).some(({ id }) => id === spotlit)) return { kind: "person", participantId: spotlit };
    return { kind: "people" };
  }

  document(name: DocumentName, owner: string | null = null): Replay["documents"][number] | undefined {
    return this.replay.documents.find((document) => document.name === name && document.owner === owner);
  }

  chatUntil(ms: number): ReplayMessage[] {
    return this.#chat.slice(0, countUntil(this.#chat, ms));
  }

  /** Everything that was ever written. */
  get chat(): readonly ReplayMessage[] {
    return this.#chat;
  }

  chapterAt(ms: number): ReplayChapter | undefined {
    return this.chapters[countUntil(this.chapters, ms) - 1];
  }

  gapAt(ms: number, participantId: string | null = null): Gap | undefined {
    return this.gaps.find((gap) => gap.participantId === participantId && isWithin([gap.span], ms));
  }

  /** Where a small picture of this moment is to be had: the shared screen, else the teacher's camera, else anybody's. */
  pictureAt(ms: number): ReplayTrack | undefined {
    const pictures = this.tracksAt(ms).filter(({ kind, missing }) => kind !== "microphone" && !isWithin(missing, ms));
    const teacher = this.replay.people.find(({ role }) => role === "teacher");
    return (
      pictures.findLast(({ kind }) => kind === "screen") ??
      pictures.findLast(({ participant_id }) => participant_id === teacher?.id) ??
      pictures.at(-1)
    );
  }

  /** Undefined where the log does not know of them. */
  #wasInside(participantId: string, ms: number): boolean | undefined {
    const last = this.#until(ms).findLast(({ kind, participant_id }) => participant_id === participantId && COMING_AND_GOING.has(kind));
    return last && last.kind !== "left";
  }

  #last(kind: string, ms: number): ReplayEvent | undefined {
    return this.#until(ms).findLast((event) => event.kind === kind);
  }

  #until(ms: number): ReplayEvent[] {
    return this.#events.slice(0, countUntil(this.#events, ms));
  }
}

const COMING_AND_GOING = new Set(["joined", "reconnected", "left"]);

function laneOf(person: ReplayPerson, tracks: readonly ReplayTrack[]): Lane {
  const own = tracks.filter(({ participant_id }) => participant_id === person.id);
  return {
    person,
    speech: joined(own.flatMap(({ kind, speech }) => (kind === "microphone" ? (speech ?? []) : []))),
    isSpeechKnown: own.every(({ kind, speech }) => kind !== "microphone" || speech !== null),
    present: joined(own.map((track): Span => [track.starts_ms, endOf(track)])),
  };
}

/** In order, with what overlaps or nearly touches made one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1] + BREATH_MS) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function byTime(one: { at_ms: number }, other: { at_ms: number }): number {
  return one.at_ms - other.at_ms;
}

/** How many of these, in order, have happened by then. */
function countUntil(items: readonly { at_ms: number }[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.at_ms ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
