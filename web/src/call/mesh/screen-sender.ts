import type { Kind } from "@/call/carrier";
import { screenQuality } from "@/call/media-quality";
import type { Screen } from "@/call/screen";

/**
 * This page's screen on one connection. It gets transceivers of its own with the first screen, one way only; they stay, and
 * later screens need no negotiation.
 */
export class ScreenSender {
  readonly #connection: RTCPeerConnection;
  readonly #senders: Partial<Record<Kind, RTCRtpSender>> = {};
  #screen: Screen | null = null;

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection;
  }

  send(screen: Screen | null): void {
    if (screen === this.#screen) return;
    this.#screen = screen;
    this.#put("video", screen?.video ?? null);
    this.#put("audio", screen?.audio ?? null);
  }

  #put(kind: Kind, track: MediaStreamTrack | null): void {
    const sender = this.#senders[kind];
    if (sender) {
      // Fails only on a connection that is being closed.
      void sender.replaceTrack(track).catch(() => undefined);
      if (kind === "video" && track) void this.#tune(sender, track);
    } else if (track && this.#screen) {
      const transceiver = this.#connection.addTransceiver(track, {
        direction: "sendonly",
        streams: [this.#screen.stream],
        ...(kind === "video" && { sendEncodings: [screenQuality(track.contentHint).encoding] }),
      });
      this.#senders[kind] = transceiver.sender;
      if (kind === "video") void this.#tune(transceiver.sender, track);
    }
  }

  async #tune(sender: RTCRtpSender, track: MediaStreamTrack): Promise<void> {
    const { encoding, degradation } = screenQuality(track.contentHint);
    const parameters = sender.getParameters();
    const [first] = parameters.encodings;
    if (first) Object.assign(first, encoding);
    parameters.degradationPreference = degradation;
    // Browsers that refuse a field keep their own choice.
    await sender.setParameters(parameters).catch(() => undefined);
  }
}
