import type { Page } from "@playwright/test";

/** For how long nothing was heard of somebody, measured in the page while something happens. */

interface Watch {
  longestGapMs: number;
  /** More than one voice track of the same person at a time: they would be heard twice. */
  doubled: boolean;
  stop: () => void;
}

declare global {
  interface Window {
    soundWatch?: Watch;
  }
}

/** Listens to the only other person, or to the first. Waits until they are heard. */
export async function watchSound(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const AUDIBLE = 0.01;
    const clock = new AudioContext();
    await clock.resume();
    const ears = new Map<MediaStreamTrack, AnalyserNode>();
    const samples = new Float32Array(4096); // 85 ms: a little more than from one look to the next
    const [element] = [...document.querySelectorAll<HTMLAudioElement>("audio[data-sound-of]")];
    const tracks = () => (element?.srcObject instanceof MediaStream ? element.srcObject.getAudioTracks() : []);
    const isHeard = () => {
      let heard = false;
      for (const track of tracks()) {
        let ear = ears.get(track);
        if (!ear) {
          ear = new AnalyserNode(clock, { fftSize: samples.length });
          clock.createMediaStreamSource(new MediaStream([track])).connect(ear);
          ears.set(track, ear);
        }
        ear.getFloatTimeDomainData(samples);
        if (track.enabled && !element!.paused && samples.some((sample) => Math.abs(sample) > AUDIBLE)) heard = true;
      }
      return heard;
    };
    while (!isHeard()) await new Promise((resolve) => setTimeout(resolve, 40));
    let heardAt = performance.now();
    const timer = setInterval(() => {
      if (tracks().length > 1) watch.doubled = true;
      const now = performance.now();
      if (isHeard()) heardAt = now;
      watch.longestGapMs = Math.max(watch.longestGapMs, now - heardAt);
    }, 40);
    const watch: Watch = {
      longestGapMs: 0,
      doubled: false,
      stop: () => {
        clearInterval(timer);
        void clock.close();
      },
    };
    window.soundWatch = watch;
  });
}

export async function soundWatched(page: Page): Promise<{ longestGapMs: number; doubled: boolean }> {
  return page.evaluate(() => {
    const { longestGapMs, doubled, stop } = window.soundWatch!;
    stop();
    return { longestGapMs, doubled };
  });
}
