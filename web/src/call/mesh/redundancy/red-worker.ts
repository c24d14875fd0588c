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
  const repeater = new Repeater(MOST_COPIES);
  transformer.options.copies.onmessage = ({ data }: MessageEvent<number>) => {
    repeater.copies = data;
  };
  const repeat = new TransformStream<RTCEncodedAudioFrame, RTCEncodedAudioFrame>({
    transform(frame, out) {
      const packet = new Uint8Array(frame.data);
      const sent = repeater.repack(packet, frame.getMetadata().rtpTimestamp ?? frame.timestamp);
      if (sent !== packet) frame.data = sent.buffer as ArrayBuffer;
      out.enqueue(frame);
    },
  });
  // Ends with the sender.
  void transformer.readable.pipeThrough(repeat).pipeTo(transformer.writable).catch(() => undefined);
};

scope.postMessage("ready");
