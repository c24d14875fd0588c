import { type Kind, KINDS, type Tracks } from "@/call/carrier";
import {
  applyVideoQuality,
  AUDIO_MAX_BITRATE,
  firstPictureQuality,
  redFirst,
  reducedTo,
  type VideoLevel,
  videoQuality,
} from "@/call/media-quality";
import { hearOfLoss, repeatSpeech } from "@/call/mesh/redundancy/repeats";

/** What is sent over one connection. Sound and picture of one person belong to one stream, so that lips match words. */
export interface Outgoing {
  tracks: Tracks;
  stream: MediaStream;
  /** Everyone in the room, this page too: they share what this page can send. */
  people: number;
}

/** On the offering side: audio first, then video, both ways, whether or not there is a track to send. */
export function addTransceivers(connection: RTCPeerConnection, outgoing: Outgoing): RTCRtpTransceiver[] {
  const encodings = {
    audio: { maxBitrate: AUDIO_MAX_BITRATE },
    video: { ...firstPictureQuality(outgoing.people) },
  };
  return KINDS.map((kind) => {
    const transceiver = connection.addTransceiver(outgoing.tracks[kind] ?? kind, {
      direction: "sendrecv",
      streams: [outgoing.stream],
      sendEncodings: [encodings[kind]],
    });
    if (kind === "audio") protectSpeech(transceiver);
    return transceiver;
  });
}

/**
 * On the answering side they exist once the offer is applied; here they get their tracks and their limits. The limits have
 * to be in place before the first frame is encoded: setting them later would start the encoder anew.
 */
export async function fillTransceivers(connection: RTCPeerConnection, outgoing: Outgoing): Promise<void> {
  for (const transceiver of transceiversOfPerson(connection)) {
    const { sender, receiver } = transceiver;
    const kind = receiver.track.kind as Kind;
    transceiver.direction = "sendrecv";
    sender.setStreams?.(outgoing.stream);
    // Fails only on a connection that is being closed.
    void sender.replaceTrack(outgoing.tracks[kind]).catch(() => undefined);
    if (kind === "audio") protectSpeech(transceiver);
    else await applyVideoQuality(sender, firstPictureQuality(outgoing.people));
  }
}

/** Those that carry people, once they are there. Asking the browser for them waits for its network thread each time. */
const known = new WeakMap<RTCPeerConnection, RTCRtpTransceiver[]>();

/** The first two of a connection; what comes later carries screens. */
function transceiversOfPerson(connection: RTCPeerConnection): RTCRtpTransceiver[] {
  const transceivers = known.get(connection) ?? connection.getTransceivers().slice(0, KINDS.length);
  if (transceivers.length === KINDS.length) known.set(connection, transceivers);
  return transceivers;
}

export function transceiverOf(connection: RTCPeerConnection, kind: Kind): RTCRtpTransceiver | undefined {
  return transceiversOfPerson(connection).find(({ receiver }) => receiver.track.kind === kind);
}

export function isOfPerson(connection: RTCPeerConnection, transceiver: RTCRtpTransceiver): boolean {
  return transceiversOfPerson(connection).includes(transceiver);
}

/** Once the first picture is through there is time for a better one, as far as the line carries it. */
export function sendPicture(connection: RTCPeerConnection, people: number, level: VideoLevel): void {
  const sender = transceiverOf(connection, "video")?.sender;
  if (sender) void applyVideoQuality(sender, reducedTo(level, videoQuality(people)), level !== "paused");
}

/** Whether frames wait for nothing before they are shown, or, as is usual, for as long as smooth motion needs. */
export function showAtOnce(connection: RTCPeerConnection, atOnce: boolean): void {
  const receiver = transceiverOf(connection, "video")?.receiver;
  if (receiver && "jitterBufferTarget" in receiver) receiver.jitterBufferTarget = atOnce ? 0 : null;
}

/** The answering side can set this only after the negotiation. */
export function limitAudio(connection: RTCPeerConnection): void {
  const sender = transceiverOf(connection, "audio")?.sender;
  if (!sender) return;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding || encoding.maxBitrate === AUDIO_MAX_BITRATE) return;
  encoding.maxBitrate = AUDIO_MAX_BITRATE;
  void sender.setParameters(parameters).catch(() => undefined);
}

/** `lost`: the share of packets that did not arrive at the other side, as it has reported; null if it has not. */
export function protectSpeechFrom(lost: number | null, connection: RTCPeerConnection): void {
  const sender = transceiverOf(connection, "audio")?.sender;
  if (sender) hearOfLoss(sender, lost, performance.now());
}

function protectSpeech(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("audio")?.codecs;
  if (codecs) transceiver.setCodecPreferences?.(redFirst(codecs));
  repeatSpeech(transceiver.sender);
}
