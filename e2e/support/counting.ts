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
        // Before anybody has pressed anything a page may make no sound.
        if (sound.state === "suspended") void sound.resume();
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

/** The time that the picture shows at a second of a file, in milliseconds modulo 1,000,000. */
export async function timeInFile(page: Page, src: string, second: number): Promise<number> {
  await page.evaluate(`window.timeShownBy = ${timeShownBy.toString()}`);
  return page.evaluate(
    async ({ src, second }) => {
      const video = document.createElement("video");
      const happens = (event: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(event, resolve, { once: true });
          video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
        });
      video.muted = true;
      video.preload = "auto";
      video.src = src;
      await happens("loadeddata");
      const seeked = happens("seeked");
      video.currentTime = second;
      await seeked;
      return window.timeShownBy(video);
    },
    { src, second },
  );
}

/**
 * How far moments lie from the whole seconds next to them, in milliseconds: in the middle of the earlier half and of the later one. A page that is short of time
 * beeps late now and then; what is put in a wrong place is off for all of them.
 */
export function offWholeSeconds(moments: number[]): number[] {
  const off = moments.map((at) => Math.abs(at - Math.round(at / 1000) * 1000));
  const half = Math.ceil(off.length / 2);
  return [off.slice(0, half), off.slice(-half)].map((part) => part.sort((one, other) => one - other)[Math.floor(part.length / 2)] ?? Infinity);
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
