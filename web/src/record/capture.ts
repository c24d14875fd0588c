import type { LocalMedia } from "@/call/local-media";
import type { ScreenShare } from "@/call/screen";
import type { Judgement } from "@/call/stats";

import { paceFor } from "./pace";
import { Recorder } from "./recorder";
import { RoomClock } from "./room-clock";
import { openUploads, type Uploads } from "./uploads";

interface CaptureOptions {
  sessionId: string;
  media: LocalMedia;
  screen: ScreenShare;
  /** Asks the server for its time, in milliseconds since 1970. */
  askTime: () => Promise<number>;
  roomToken: () => string;
  /** In place of one that the server does not take any more. */
  renewRoomToken: () => Promise<string>;
  /** The room was left before it came to anything. */
  signal: AbortSignal;
}

/** What of this page is recorded in one room, from the source to the server. */
export class Capture {
  readonly recorder: Recorder;
  readonly #clock: RoomClock;
  readonly #uploads: Uploads;
  readonly #sessionId: string;

  private constructor(recorder: Recorder, clock: RoomClock, uploads: Uploads, sessionId: string) {
    this.recorder = recorder;
    this.#clock = clock;
    this.#uploads = uploads;
    this.#sessionId = sessionId;
  }

  static async open({ sessionId, media, screen, askTime, roomToken, renewRoomToken, signal }: CaptureOptions): Promise<Capture> {
    const clock = new RoomClock({ ask: askTime });
    signal.addEventListener("abort", () => clock.stop());
    const [uploads] = await Promise.all([openUploads(), clock.ready]);
    uploads.renewals.set(sessionId, renewRoomToken);
    uploads.uploader.pace = "gentle";
    const { store, uploader, page } = uploads;
    const recorder = new Recorder({ sessionId, page, media, screen, now: () => clock.now(), roomToken, store, uploader });
    return new Capture(recorder, clock, uploads, sessionId);
  }

  /** How well this page reaches the others: the call goes first. */
  setQuality(own: Judgement | null): void {
    this.#uploads.uploader.pace = paceFor(own);
  }

  /** The call is over: what is left goes as fast as it can. Resolves once everything captured is safe from a closing page. */
  async finish(): Promise<void> {
    await this.recorder.finish();
    this.#clock.stop();
    this.#uploads.renewals.delete(this.#sessionId);
    this.#uploads.uploader.pace = "free";
  }
}
