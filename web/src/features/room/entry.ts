import { currentAuth } from "@/api/auth";
import { forgetPasscode, rememberPasscode } from "@/api/passcodes";
import { asProblem } from "@/api/problem";
import type { JoinAnswer, RoomPreview } from "@/api/types";

import { askToEnter, askToEnterOwn, previewRoom } from "./api";

export interface EntryOptions {
  meetingId: string;
  passcode: string | null;
  /** Known when the room was opened from a list of one's own sessions. */
  sessionId: string | null;
}

/** The way from a link, a code or one's own list to a room token. */
export class Entry {
  readonly #options: EntryOptions;

  constructor(options: EntryOptions) {
    this.#options = options;
  }

  get isSignedIn(): boolean {
    return currentAuth().status === "signed-in";
  }

  /** The name under which this tab asked before, as a guest: after a reload nobody has to say it again. */
  get knownGuest(): string | null {
    return storedGuestToken(this.#options.meetingId) === null ? null : storedGuestName();
  }

  /** Nothing to ask the server with. */
  get needsPasscode(): boolean {
    const { passcode, sessionId } = this.#options;
    return passcode === null && (sessionId === null || !this.isSignedIn);
  }

  preview(): Promise<RoomPreview> {
    return this.#keepingPasscode(previewRoom(this.#options.meetingId, this.#options.passcode ?? ""));
  }

  /** `name` is a guest's. */
  async ask(name: string | null): Promise<JoinAnswer> {
    const { meetingId, passcode, sessionId } = this.#options;
    if (this.isSignedIn) {
      if (sessionId !== null) return askToEnterOwn(sessionId);
      return this.#keepingPasscode(askToEnter(meetingId, passcode ?? "", null));
    }
    const guest = { name: name ?? "", room_token: storedGuestToken(meetingId) };
    const answer = await this.#keepingPasscode(askToEnter(meetingId, passcode ?? "", guest));
    storeGuest(meetingId, guest.name, answer.room_token);
    return answer;
  }

  /** A passcode that opened the door is there after a reload; a wrong one is asked for again. */
  async #keepingPasscode<Answer>(asked: Promise<Answer>): Promise<Answer> {
    const { meetingId, passcode } = this.#options;
    try {
      const answer = await asked;
      if (passcode !== null) rememberPasscode(meetingId, passcode);
      return answer;
    } catch (error) {
      if (asProblem(error).code === "no_such_meeting") forgetPasscode(meetingId);
      throw error;
    }
  }
}

const GUEST_NAME = "chalkroom.guest-name";
const guestTokenKey = (meetingId: string) => `chalkroom.guest.${meetingId}`;

/** A shared computer forgets it with the tab. */
export function storedGuestName(): string {
  return sessionStorage.getItem(GUEST_NAME) ?? "";
}

function storedGuestToken(meetingId: string): string | null {
  return sessionStorage.getItem(guestTokenKey(meetingId));
}

function storeGuest(meetingId: string, name: string, roomToken: string): void {
  sessionStorage.setItem(GUEST_NAME, name);
  sessionStorage.setItem(guestTokenKey(meetingId), roomToken);
}
