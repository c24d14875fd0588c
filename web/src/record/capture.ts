import type { RemoteParticipant } from "@/call/call";
import type { LocalMedia } from "@/call/local-media";
import type { ScreenShare } from "@/call/screen";
import type { Judgement } from "@/call/stats";

import { paceFor } from "./pace";
import { Recorder } from "./recorder";
import { RoomClock } from "./room-clock";
import { OwnSource, ReceivedSource, type Source } from "./source";
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

/** What this page records in one room, from the source to the server: itself, and those whose own browsers cannot. */
export class Capture {
  /** Of this page's own microphone, camera and screen. */
  readonly recorder: Recorder;
  readonly #options: CaptureOptions;
  readonly #clock: RoomClock;
  readonly #uploads: Uploads;
  /** By participant id. */
  readonly #copies = new Map<string, { recorder: Recorder; source: ReceivedSource }>();
  /** Of copies that are no longer made, as long as something of them is being written. */
  readonly #endings = new Set<Promise<void>>();

  private constructor(options: CaptureOptions, clock: RoomClock, uploads: Uploads) {
    this.#options = options;
    this.#clock = clock;
    this.#uploads = uploads;
    this.recorder = this.#recorderOf(new OwnSource(options.media, options.screen));
  }

  static async open(options: CaptureOptions): Promise<Capture> {
    const clock = new RoomClock({ ask: options.askTime });
    options.signal.addEventListener("abort", () => clock.stop());
    const [uploads] = await Promise.all([openUploads(), clock.ready]);
    uploads.renewals.set(options.sessionId, options.renewRoomToken);
    uploads.uploader.pace = "gentle";
    return new Capture(options, clock, uploads);
  }

  /** Whom this page records as it receives them, from now on: these and nobody else. */
  copy(people: readonly RemoteParticipant[]): void {
    for (const person of people) {
      const known = this.#copies.get(person.id);
      if (known) known.source.update(person);
      else this.#beginCopy(person);
    }
    for (const [id, { recorder }] of this.#copies) {
      if (people.some((person) => person.id === id)) continue;
      this.#copies.delete(id);
      const ending = recorder.finish();
      this.#endings.add(ending);
      void ending.then(() => this.#endings.delete(ending));
    }
  }

  /** How well this page reaches the others: the call goes first. */
  setQuality(own: Judgement | null): void {
    this.#uploads.uploader.pace = paceFor(own);
  }

  /** The call is over: what is left goes as fast as it can. Resolves once everything captured is safe from a closing page. */
  async finish(): Promise<void> {
    this.copy([]);
    await Promise.all([this.recorder.finish(), ...this.#endings]);
    this.#clock.stop();
    this.#uploads.renewals.delete(this.#options.sessionId);
    this.#uploads.uploader.pace = "free";
  }

  #beginCopy(person: RemoteParticipant): void {
    const source = new ReceivedSource(person);
    const recorder = this.#recorderOf(source, person.id);
    this.#copies.set(person.id, { recorder, source });
    recorder.setCapturing(true);
  }

  #recorderOf(source: Source, copyOf?: string): Recorder {
    const { sessionId, roomToken } = this.#options;
    const { store, uploader, page } = this.#uploads;
    return new Recorder({ sessionId, page, source, copyOf, now: () => this.#clock.now(), roomToken, store, uploader });
  }
}
