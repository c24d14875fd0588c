import type { RemoteParticipant } from "@/call/call";
import type { LocalMedia } from "@/call/local-media";
import type { ScreenShare } from "@/call/screen";
import type { Signalling } from "@/call/signalling";
import type { Capture } from "@/record/capture";

import type { RoomEvent } from "../room-events";
import type { RoomState } from "../room-state";
import type { RoomToken } from "../room-token";
import { copiedHere } from "./copies";
import { MissedCopies } from "./missed-copies";
import { changeBetween, type RecordingEvent, sendingSince } from "./recording-state";

interface RecordedRoom {
  sessionId: string;
  signalling: Signalling;
  media: LocalMedia;
  screen: ScreenShare;
  token: RoomToken;
  subscribe: (listener: () => void) => () => void;
  getState: () => RoomState;
  dispatch: (event: RoomEvent) => void;
}

/**
 * Follows what the room says about recording, and records this page while it has to. What does that is loaded only then. Returns what
 * ends it.
 */
export function recordRoom(room: RecordedRoom): () => void {
  const { signalling, getState } = room;
  const tell = (event: RecordingEvent) => room.dispatch({ type: "recording", event });
  const own = new PageCapture(room, tell);
  const missed = new MissedCopies({ getState, report: (id, received) => signalling.reportCopy(id, received) });
  const cleanUps = [
    signalling.on("joined", ({ recording, server_time }) =>
      tell({ kind: "learned", recording, aheadMs: Date.parse(server_time) - Date.now() }),
    ),
    signalling.on("recording", ({ by, ...recording }) => {
      const change = changeBetween(getState().recording, recording);
      tell({ kind: "changed", recording });
      if (change) room.dispatch({ type: "recording-news", change, by });
    }),
    signalling.on("recording-saved", ({ participant_id, saved_until }) =>
      tell({ kind: "saved", participantId: participant_id, until: Date.parse(saved_until) }),
    ),
    room.subscribe(() => {
      const { recording, participants, me } = getState();
      const people = me ? [...participants, me] : participants;
      const sending = sendingSince(recording.sending, people, Date.now() + recording.aheadMs);
      if (sending !== recording.sending) tell({ kind: "sending", sending });
      else own.follow(getState());
    }),
  ];
  return () => {
    for (const cleanUp of cleanUps) cleanUp();
    missed.stop();
    own.stop();
  };
}

/** What of it this page records: its own microphone, camera and screen, and those who are left to it. */
class PageCapture {
  readonly #room: RecordedRoom;
  readonly #tell: (event: RecordingEvent) => void;
  readonly #leaving = new AbortController();
  #capture: Capture | null = null;
  #opening = false;
  #isCapturing = false;
  #copied: readonly RemoteParticipant[] = [];

  constructor(room: RecordedRoom, tell: (event: RecordingEvent) => void) {
    this.#room = room;
    this.#tell = tell;
  }

  follow(state: RoomState): void {
    if (this.#leaving.signal.aborted) return;
    if (state.stage === "over") return this.stop();
    const isOn = state.stage === "room" && state.recording.state === "on";
    const isCapturing = isOn && state.me?.recorded === true && state.me.can_record;
    this.#copied = copiedHere(state);
    if ((isCapturing || this.#copied.length > 0) && !this.#opening) void this.#open();
    this.#capture?.setQuality(state.ownQuality);
    this.#capture?.copy(this.#copied);
    if (isCapturing === this.#isCapturing) return;
    this.#isCapturing = isCapturing;
    this.#capture?.recorder.setCapturing(isCapturing);
  }

  /** For good: what was captured is sent all the same. */
  stop(): void {
    if (this.#leaving.signal.aborted) return;
    this.#leaving.abort();
    void this.#capture?.finish();
  }

  async #open(): Promise<void> {
    this.#opening = true;
    const { sessionId, signalling, media, screen, token } = this.#room;
    const { Capture } = await import("@/record/capture");
    const capture = await Capture.open({
      sessionId,
      media,
      screen,
      askTime: () => signalling.askTime(),
      roomToken: () => token.share().token,
      renewRoomToken: token.share().renewToken,
      signal: this.#leaving.signal,
    });
    if (this.#leaving.signal.aborted) return void capture.finish();
    this.#capture = capture;
    capture.recorder.on("state", (own) => this.#tell({ kind: "own", own }));
    capture.recorder.setCapturing(this.#isCapturing);
    capture.copy(this.#copied);
  }
}
