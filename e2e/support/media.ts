import { expect, type Locator, type Page } from "@playwright/test";

/** What a person in the room sees and hears, measured at the page's own elements. */

const FRAMES = 10;
/** The pretended microphones give 0.1 to 0.5; silence is exactly 0. */
const AUDIBLE = 0.01;

export function tile(page: Page, name: string): Locator {
  return page.getByRole("list", { name: "People in the room" }).getByRole("listitem").filter({ hasText: name });
}

/** New frames of `name` are decoded and shown, and they are a picture, not one colour. */
export async function expectToSee(page: Page, name: string, { patience = 20_000 } = {}): Promise<void> {
  const video = tile(page, name).locator("video");
  await expect(video).toBeVisible();
  const seen = await video.evaluate(watch, { frames: FRAMES, patience });
  expect(seen.frames, `frames of ${name}`).toBeGreaterThanOrEqual(FRAMES);
  expect(seen.colours, `different colours in the picture of ${name}`).toBeGreaterThan(1);
}

/** `people` others can be heard: their elements play, unmuted, and what they play is not silence. */
export async function expectToHear(page: Page, people = 1): Promise<void> {
  await expect
    .poll(() => page.evaluate(listen).then((loudest) => loudest.filter((level) => level > AUDIBLE).length), {
      message: "people who are heard",
      timeout: 60_000,
    })
    .toBe(people);
}

/** Counts frames until there are enough and the last one is a picture; a camera's first ones may be black. */
async function watch(
  element: HTMLElement | SVGElement,
  { frames, patience }: { frames: number; patience: number },
): Promise<{ frames: number; colours: number }> {
  const video = element as HTMLVideoElement;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [32, 32];
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const seen = { frames: 0, colours: 0 };
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(seen), patience);
    const onFrame = () => {
      seen.frames += 1;
      if (seen.frames >= frames) {
        context.drawImage(video, 0, 0, 32, 32);
        seen.colours = new Set(new Uint32Array(context.getImageData(0, 0, 32, 32).data.buffer)).size;
      }
      if (seen.colours > 1) {
        clearTimeout(giveUp);
        resolve(seen);
      } else {
        video.requestVideoFrameCallback(onFrame);
      }
    };
    video.requestVideoFrameCallback(onFrame);
  });
}

/** The greatest amplitude (0 to 1) within 1.5 seconds, for each element that really plays. */
async function listen(): Promise<number[]> {
  const playing = [...document.querySelectorAll("audio, video")].filter(
    (element): element is HTMLMediaElement =>
      element instanceof HTMLMediaElement &&
      element.srcObject instanceof MediaStream &&
      element.srcObject.getAudioTracks().length > 0 &&
      !element.paused &&
      !element.muted &&
      element.volume > 0,
  );
  const clock = new AudioContext();
  await clock.resume();
  const ears = playing.map((element) => {
    const analyser = new AnalyserNode(clock, { fftSize: 32768 }); // 0.7 seconds: a slow page misses none between two looks
    const tracks = (element.srcObject as MediaStream).getAudioTracks();
    clock.createMediaStreamSource(new MediaStream(tracks)).connect(analyser);
    return { analyser, samples: new Float32Array(analyser.fftSize), loudest: 0 };
  });
  const end = performance.now() + 1500;
  while (performance.now() < end) {
    for (const ear of ears) {
      ear.analyser.getFloatTimeDomainData(ear.samples);
      for (const sample of ear.samples) ear.loudest = Math.max(ear.loudest, Math.abs(sample));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await clock.close();
  return ears.map(({ loudest }) => loudest);
}
