import { Repeater } from "@/call/mesh/redundancy/red";
import { MOST_COPIES, type RepeatsOptions } from "@/call/mesh/redundancy/repeats";

/** The part of a worker's world that this one needs: TypeScript has either a page's types or a worker's. */
interface Scope {
  onrtctransform: ((event: { transformer: Transformer }) => void) | null;
  postMessage(message: "ready"): void;
}

interface Transformer {
  readonly readable: ReadableStream<RTCEncodedAudioFrame>;
  readonly writable: WritableStream<RTCEncodedAudioFrame>;
  readonly options: RepeatsOptions;
}

const scope = self as unknown as Scope;

scope.onrtctransform = ({ transformer }) => {
  // Ends with the sender.
  void repeat(transformer).catch(() => undefined);
};

/** By hand, not through a TransformStream: packets come fifty times a second, and on a good line they pass untouched. */
async function repeat({ readable, writable, options }: Transformer): Promise<void> {
  const repeater = new Repeater(MOST_COPIES);
  options.copies.onmessage = ({ data }: MessageEvent<number>) => {
    repeater.copies = data;
  };
  const reader = readable.getReader();
  const writer = writable.getWriter();
  for (;;) {
    const { value: frame } = await reader.read();
    if (frame === undefined) return;
    if (repeater.isNeeded) {
      const packet = new Uint8Array(frame.data);
      const sent = repeater.repack(packet, frame.getMetadata().rtpTimestamp ?? frame.timestamp);
      if (sent !== packet) frame.data = sent.buffer as ArrayBuffer;
    }
    await writer.write(frame);
  }
}

scope.postMessage("ready");
