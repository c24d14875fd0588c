import type { BrowserContext, Page } from "@playwright/test";

/**
 * A camera that shows the time and a microphone that beeps at every whole second: what is recorded says when it was, so that a
 * replay can be measured against itself.
 */
export async function countTheTime(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const TICK_MS = 20;
    const BITS = 16;
    // As many whole seconds as fit into the bits.
    const TURN_MS = 1_000_000;
    const camera = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [320, 180];
      const paint = canvas.getContext("2d")!;
      setInterval(() => {
        const ticks = Math.floor((Date.now() % TURN_MS) / TICK_MS);
        for (let bit = 0; bit < BITS; bit += 1) {
          paint.fillStyle = (ticks >> (BITS - 1 - bit)) & 1 ? "white" : "black";
          paint.fillRect(bit * 20, 0, 20, 180);
        }
      }, TICK_MS);
      return canvas.captureStream(25).getVideoTracks();
    };
    const microphone = () => {
      const sound = new AudioContext();
      const tone = sound.createOscillator();
      const gate = sound.createGain();
      const heard = sound.createMediaStreamDestination();
      tone.frequency.value = 880;
      gate.gain.value = 0;
      tone.connect(gate).connect(heard);
      tone.start();
      let until = 0;
      setInterval(() => {
        // The second that begins next, on the sound's own clock.
        const next = Math.floor(Date.now() / 1000 + 1) * 1000;
        if (next <= until || next - Date.now() > 300) return;
        until = next;
        const at = sound.currentTime + (next - Date.now()) / 1000;
        gate.gain.setValueAtTime(0.5, at);
        gate.gain.setValueAtTime(0, at + 0.12);
      }, 50);
      return heard.stream.getAudioTracks();
    };
    if (!navigator.mediaDevices) return;
    navigator.mediaDevices.getUserMedia = async (wanted) =>
      new MediaStream([...(wanted?.video ? camera() : []), ...(wanted?.audio ? microphone() : [])]);
  });
}

/** The time that the picture of the first visible camera shows, in milliseconds modulo 1,000,000. */
export async function shownTime(page: Page): Promise<number> {
  await page.evaluate(`window.timeShownBy = ${timeShownBy.toString()}`);
  return page.locator("video").first().evaluate((video) => window.timeShownBy(video as HTMLVideoElement));
}

/** Where beeps begin in a file, in milliseconds. */
export function beepsIn(page: Page, src: string): Promise<number[]> {
  return page.evaluate(async (address) => {
    const file = await (await fetch(address)).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(file);
    const samples = sound.getChannelData(0);
    const found: number[] = [];
    let lastLoud = -Infinity;
    for (const [place, sample] of samples.entries()) {
      if (Math.abs(sample) < 0.1) continue;
      if (place - lastLoud > 0.5 * sound.sampleRate && place > 0.5 * sound.sampleRate) found.push((place / sound.sampleRate) * 1000);
      lastLoud = place;
    }
    return found;
  }, src);
}

/** Everything that plays at one moment. */
export type Sample = { src: string; currentTime: number; paused: boolean; /** By a picture. */ shown: number | null }[];

/** Remembers what plays, for `sampleWhatPlays`: a replay's voices are nowhere in the page. Before the page is opened. */
export async function noteWhatPlays(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const play = HTMLMediaElement.prototype.play;
    window.played = new Set();
    HTMLMediaElement.prototype.play = function () {
      window.played.add(this);
      return play.call(this);
    };
  });
}

/** Ten times a second. */
export async function sampleWhatPlays(page: Page, count: number): Promise<Sample[]> {
  await page.evaluate(`window.timeShownBy = ${timeShownBy.toString()}`);
  return page.evaluate(async (count) => {
    const samples: Sample[] = [];
    while (samples.length < count) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await new Promise(requestAnimationFrame);
      samples.push(
        [...window.played].map((element) => ({
          src: element.src,
          currentTime: element.currentTime,
          paused: element.paused,
          shown: element instanceof HTMLVideoElement ? window.timeShownBy(element) : null,
        })),
      );
    }
    return samples;
  }, count);
}

declare global {
  interface Window {
    played: Set<HTMLMediaElement>;
    timeShownBy: typeof timeShownBy;
  }
}

function timeShownBy(video: HTMLVideoElement): number {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [16, 1];
  const paint = canvas.getContext("2d", { willReadFrequently: true })!;
  paint.imageSmoothingEnabled = false;
  paint.drawImage(video, 0, video.videoHeight / 2, video.videoWidth, 1, 0, 0, 16, 1);
  const { data } = paint.getImageData(0, 0, 16, 1);
  let ticks = 0;
  for (let bit = 0; bit < 16; bit += 1) ticks = ticks * 2 + (data[bit * 4]! > 127 ? 1 : 0);
  return ticks * 20;
}
