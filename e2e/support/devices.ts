import type { BrowserContext, Page } from "@playwright/test";

/** What a page holds of the machine, noted by a script that runs before the page's own. */

interface Held {
  tracks: MediaStreamTrack[];
  connections: RTCPeerConnection[];
}

declare global {
  interface Window {
    held: Held;
  }
}

export async function watchDevices(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const held: Held = { tracks: [], connections: [] };
    window.held = held;
    if (!navigator.mediaDevices) return;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      held.tracks.push(...stream.getTracks());
      return stream;
    };
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        held.connections.push(this);
      }
    };
  });
}

/** Cameras and microphones that the page still uses. */
export function openTracks(page: Page): Promise<number> {
  return page.evaluate(() => window.held.tracks.filter((track) => track.readyState === "live").length);
}

export function openConnections(page: Page): Promise<number> {
  return page.evaluate(() => window.held.connections.filter(({ signalingState }) => signalingState !== "closed").length);
}
