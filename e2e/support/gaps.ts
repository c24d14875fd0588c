import type { Page } from "@playwright/test";

/** For how long nothing was heard of somebody while something happened, measured in the page where its sound is made. */

interface Watch {
  /** More than one voice track of the same person at a time: they would be heard twice. */
  doubled: boolean;
  longestGapSeconds: () => Promise<number>;
}

declare global {
  interface Window {
    soundWatch?: Watch;
  }
}

/** Counts in the browser's sound thread: a page that is short of time misses nothing there. */
const EAR = `
registerProcessor("ear", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.heardAt = null;
    this.longest = 0;
    this.port.onmessage = () => {
      if (this.heardAt !== null) this.longest = Math.max(this.longest, currentTime - this.heardAt);
      this.port.postMessage(this.longest);
    };
  }
  process([input]) {
    if (input.some((channel) => channel.some((sample) => Math.abs(sample) > 0.01))) {
      if (this.heardAt === null) this.port.postMessage("heard");
      else this.longest = Math.max(this.longest, currentTime - this.heardAt);
      this.heardAt = currentTime;
    }
    return true;
  }
});`;
const EAR_ADDRESS = "/ear-of-the-tests.js";

/** Before the page is opened: Chromium asks the server for such a script itself, so that it has to come from the page. */
export async function letInEar(page: Page): Promise<void> {
  if (isChromium(page)) await (await page.context().newCDPSession(page)).send("Page.setBypassCSP", { enabled: true });
  else await page.route(`**${EAR_ADDRESS}`, (route) => route.fulfill({ contentType: "text/javascript", body: EAR }));
}

function isChromium(page: Page): boolean {
  return page.context().browser()?.browserType().name() === "chromium";
}

/** Listens to the only other person, or to the first. Waits until they are heard. See `letInEar`. */
export async function watchSound(page: Page): Promise<void> {
  await page.evaluate(async ({ script, address }) => {
    const clock = new AudioContext();
    await clock.audioWorklet.addModule(script ? URL.createObjectURL(new Blob([script], { type: "text/javascript" })) : address);
    await clock.resume();
    const ear = new AudioWorkletNode(clock, "ear");
    const said = () => new Promise<unknown>((resolve) => (ear.port.onmessage = ({ data }) => resolve(data)));
    const heard = said();
    const [element] = [...document.querySelectorAll<HTMLAudioElement>("audio[data-sound-of]")];
    const stream = element!.srcObject as MediaStream;
    const listened = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
    const listen = () => {
      const playing = stream.getAudioTracks();
      if (playing.length > 1) watch.doubled = true;
      for (const [track, source] of listened) if (!playing.includes(track)) source.disconnect();
      for (const track of playing) {
        const source = listened.get(track) ?? clock.createMediaStreamSource(new MediaStream([track]));
        source.connect(ear);
        listened.set(track, source);
      }
    };
    const watch: Watch = {
      doubled: false,
      longestGapSeconds: async () => {
        const longest = said();
        ear.port.postMessage("report");
        const seconds = (await longest) as number;
        await clock.close();
        return seconds;
      },
    };
    // Tracks are exchanged within one turn of the page: it is listened to what is there after it.
    const put = stream.addTrack.bind(stream);
    stream.addTrack = (track) => {
      put(track);
      queueMicrotask(listen);
    };
    listen();
    await heard;
    window.soundWatch = watch;
  }, { script: isChromium(page) ? EAR : null, address: EAR_ADDRESS });
}

export async function soundWatched(page: Page): Promise<{ longestGapMs: number; doubled: boolean }> {
  return page.evaluate(async () => {
    const { longestGapSeconds, doubled } = window.soundWatch!;
    return { longestGapMs: 1_000 * (await longestGapSeconds()), doubled };
  });
}
