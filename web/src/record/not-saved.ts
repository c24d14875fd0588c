import type { Problem } from "@/api/problem";
import { Emitter } from "@/call/emitter";

import type { StoredTrack } from "./chunk-store";
import type { RecordedKind } from "./formats";

/** What this browser captured in one session and could not save, for good. */
export interface NotSaved {
  sessionId: string;
  /** The earliest of it, in milliseconds since 1970. */
  startedAt: number;
  kinds: RecordedKind[];
  /** Of the server's refusal, and its sentence. */
  code: string;
  detail: string;
}

const KEY = "chalkroom.recording.not-saved";
/** Somebody wanted it so: the recording was deleted, or the person is not to be recorded. */
const WANTED = ["track_gone", "not_recorded"];

/** Kept until the person has read it: the page may be closed in the meantime. */
class Notes extends Emitter<{ change: readonly NotSaved[] }> {
  current: readonly NotSaved[] = read();

  add({ sessionId, startedAt, kind }: StoredTrack, { code, message }: Problem): void {
    if (WANTED.includes(code)) return;
    const known = this.current.find((note) => note.sessionId === sessionId);
    const note: NotSaved = {
      sessionId,
      startedAt: Math.min(startedAt, known?.startedAt ?? startedAt),
      kinds: [...new Set([...(known?.kinds ?? []), kind])],
      code,
      detail: message,
    };
    this.#set([...this.current.filter((other) => other !== known), note]);
  }

  /** The person has read them. */
  forget(): void {
    this.#set([]);
  }

  #set(notes: readonly NotSaved[]): void {
    this.current = notes;
    try {
      if (notes.length > 0) localStorage.setItem(KEY, JSON.stringify(notes));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: the note lives as long as the page.
    }
    this.emit("change", notes);
  }
}

function read(): readonly NotSaved[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as NotSaved[];
  } catch {
    return [];
  }
}

export const notSaved = new Notes();
