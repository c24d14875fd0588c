import { createHmac } from "node:crypto";
import { resolve } from "node:path";

import type { Browser, Page } from "@playwright/test";

const LIBRARY = resolve(import.meta.dirname, "../../web/node_modules/livekit-client/dist/livekit-client.umd.js");

/** What somebody has received of a room's media. */
export interface Overheard {
  /** Encoded frames of sound, as base64. */
  sounds: string[];
  picturePackets: number;
  /** What their screen shows of the pictures, if anything. */
  pictures: Thumbnail[];
}

/** Somebody with a valid way into LiveKit's room, unseen, as whoever runs the server can make it, and without the room's key. */
export class Eavesdropper {
  private constructor(private readonly page: Page) {}

  static async listenTo(browser: Browser, room: string, settings: Record<string, string>): Promise<Eavesdropper> {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const { CHALKROOM_LIVEKIT_URL: url = "", CHALKROOM_LIVEKIT_KEY: key = "", CHALKROOM_LIVEKIT_SECRET: secret = "" } = settings;
    await page.goto(url.replace(/^ws/, "http"));
    await page.addScriptTag({ path: LIBRARY });
    await page.evaluate(`window.thumbnail = ${thumbnail.toString()}`);
    const token = signed({ iss: key, sub: "eavesdropper", exp: Math.floor(Date.now() / 1000) + 600, video: { room, roomJoin: true, canSubscribe: true, canPublish: false, hidden: true } }, secret);
    await page.evaluate(listen, { url, token });
    return new Eavesdropper(page);
  }

  overheard(): Promise<Overheard> {
    return this.page.evaluate(() => window.overheard());
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

interface LiveKitClient {
  Room: new () => {
    on(event: string, listener: (track: { kind: string; receiver: RTCRtpReceiver; attach(): HTMLMediaElement }) => void): void;
    connect(url: string, token: string, options: object): Promise<void>;
  };
}

declare global {
  interface Window {
    LivekitClient: LiveKitClient;
    overheard: () => Promise<Overheard>;
    thumbnail: typeof thumbnail;
  }
  interface RTCRtpReceiver {
    createEncodedStreams(): { readable: ReadableStream<RTCEncodedAudioFrame>; writable: WritableStream<RTCEncodedAudioFrame> };
  }
}

/** Eight by eight colours, each with red, green, blue and opacity from 0 to 255. */
export type Thumbnail = number[];

export function thumbnail(video: HTMLVideoElement): Thumbnail {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [8, 8];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(video, 0, 0, 8, 8);
  return [...context.getImageData(0, 0, 8, 8).data];
}

/** How far apart two pictures are, on average, from 0 to 255. */
export function difference(one: Thumbnail, other: Thumbnail): number {
  return one.reduce((sum, value, place) => sum + Math.abs(value - (other[place] ?? 0)), 0) / one.length;
}

async function listen({ url, token }: { url: string; token: string }): Promise<void> {
  const room = new window.LivekitClient.Room();
  const sounds: string[] = [];
  const pictures: RTCRtpReceiver[] = [];
  room.on("trackSubscribed", (track) => {
    // Everything is handed on to the decoder as it came: here is nobody who could open it.
    const { readable, writable } = track.receiver.createEncodedStreams();
    const note = new TransformStream<RTCEncodedAudioFrame, RTCEncodedAudioFrame>({
      transform(frame, controller) {
        if (track.kind === "audio" && sounds.length < 500) sounds.push(btoa(String.fromCharCode(...new Uint8Array(frame.data))));
        controller.enqueue(frame);
      },
    });
    void readable.pipeThrough(note).pipeTo(writable);
    if (track.kind === "video") pictures.push(track.receiver);
    document.body.append(track.attach());
  });
  window.overheard = async () => {
    const shown = [...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth > 0);
    const said = { sounds, picturePackets: 0, pictures: shown.map((video) => window.thumbnail(video)) };
    for (const receiver of pictures) {
      for (const entry of (await receiver.getStats()).values()) {
        if (entry.type === "inbound-rtp") said.picturePackets += entry.packetsReceived;
      }
    }
    return said;
  };
  await room.connect(url, token, { rtcConfig: { encodedInsertableStreams: true } });
}

function signed(claims: object, secret: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
