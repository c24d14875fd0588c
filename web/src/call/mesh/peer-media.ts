import { firstArrival, hasArrived } from "@/call/arrivals";
import { type Kind, KINDS, type Slot, type Tracks } from "@/call/carrier";
import { Emitter } from "@/call/emitter";
import {
  addTransceivers,
  fillTransceivers,
  isOfPerson,
  limitAudio,
  protectSpeechFrom,
  sendPicture,
  showAtOnce,
  transceiverOf,
  type Outgoing,
} from "@/call/mesh/transceivers";
import type { VideoLevel } from "@/call/media-quality";
import { ScreenSender } from "@/call/mesh/screen-sender";
import type { Screen } from "@/call/screen";

const FIRST_PICTURE_FOR_MS = 350;

export interface PeerMediaOptions {
  tracks: Tracks;
  screen: Screen | null;
  people: number;
}

/** What goes over one connection: this page's sound, picture and screen out, the other's in. Knows nothing of negotiation. */
export class PeerMedia extends Emitter<{ track: Slot }> {
  /** The other's. Those of the person are there from the start and simply have nothing to show at first. */
  readonly #incoming = new Map<Slot, RTCRtpReceiver>();
  readonly #outgoing: Outgoing;
  #outgoingScreen: Screen | null;
  #connection: RTCPeerConnection;
  #screenSender: ScreenSender;
  #isConnected = false;
  #level: VideoLevel = "full";
  #fullPictureTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: RTCPeerConnection, { tracks, screen, people }: PeerMediaOptions) {
    super();
    this.#outgoing = { tracks: { ...tracks }, stream: new MediaStream(), people };
    this.#outgoingScreen = screen;
    this.#connection = connection;
    this.#screenSender = new ScreenSender(connection);
  }

  get people(): number {
    return this.#outgoing.people;
  }

  /** A fresh connection in place of the one so far. */
  moveTo(connection: RTCPeerConnection): void {
    this.stop();
    this.#isConnected = false;
    this.#connection = connection;
    this.#screenSender = new ScreenSender(connection);
  }

  /** Before the first offer. */
  offer(): void {
    for (const { receiver } of addTransceivers(this.#connection, this.#outgoing)) {
      this.#show(receiver.track.kind as Kind, receiver);
    }
  }

  /** Before the first answer, the offer being applied. */
  answer(): Promise<void> {
    return fillTransceivers(this.#connection, this.#outgoing);
  }

  /** After the first negotiation. */
  negotiated(): void {
    limitAudio(this.#connection);
  }

  /** Whenever the way to the other side is open. */
  connected(): void {
    this.#isConnected = true;
    this.#screenSender.send(this.#outgoingScreen);
    this.#fullPictureTimer ??= setTimeout(() => {
      this.#sendPicture();
      showAtOnce(this.#connection, false);
    }, FIRST_PICTURE_FOR_MS);
  }

  stop(): void {
    clearTimeout(this.#fullPictureTimer);
    this.#fullPictureTimer = undefined;
  }

  receive({ track, receiver, transceiver }: RTCTrackEvent): void {
    if (isOfPerson(this.#connection, transceiver)) {
      showAtOnce(this.#connection, true);
      this.#show(track.kind as Kind, receiver);
    } else {
      this.#show(track.kind === "audio" ? "screenAudio" : "screenVideo", receiver);
    }
  }

  track(slot: Slot): MediaStreamTrack | null {
    return this.#incoming.get(slot)?.track ?? null;
  }

  delivers(slot: Slot): Promise<boolean> {
    return hasArrived(this.#incoming.get(slot));
  }

  receiver(kind: Kind): RTCRtpReceiver | undefined {
    return transceiverOf(this.#connection, kind)?.receiver;
  }

  /** Resolves when there is something to see or hear of the other side, at the latest after `atMostMs`. */
  whenSomethingArrives(atMostMs: number): Promise<void> {
    return firstArrival(KINDS.flatMap((kind) => this.receiver(kind)?.track ?? []), atMostMs);
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#outgoing.tracks[kind] = track;
    const sender = transceiverOf(this.#connection, kind)?.sender;
    // Fails only on a connection that is being closed.
    void sender?.replaceTrack(track).catch(() => undefined);
  }

  setScreen(screen: Screen | null): void {
    this.#outgoingScreen = screen;
    // Until then the first picture of the person comes first, and a negotiation may be under way.
    if (this.#isConnected) this.#screenSender.send(screen);
  }

  /** How many people are in the room decides what each of them gets. */
  setPeople(people: number): void {
    if (people === this.#outgoing.people) return;
    this.#outgoing.people = people;
    this.#sendPicture();
  }

  /** How good a picture the line carries. */
  setLevel(level: VideoLevel): void {
    if (level === this.#level) return;
    this.#level = level;
    this.#sendPicture();
  }

  /** What of it got lost on the way to the other side lately. */
  hearOfLoss(lost: number | null): void {
    protectSpeechFrom(lost, this.#connection);
  }

  #sendPicture(): void {
    if (this.#isConnected) sendPicture(this.#connection, this.#outgoing.people, this.#level);
  }

  #show(slot: Slot, receiver: RTCRtpReceiver): void {
    this.#incoming.set(slot, receiver);
    this.emit("track", slot);
  }
}
