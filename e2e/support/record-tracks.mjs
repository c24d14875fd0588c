// Records the tracks in tests/recordings/data/, which tests of the server read. To make them anew:
//   node e2e/support/record-tracks.mjs
// The picture is 160×120 and shows the time in tenths of a second as eight bars, the highest bit on the left, white for one.
// The sound is the browser's pretended microphone: Chromium's beeps once a second, Firefox's hums.
import { writeFileSync } from "node:fs";

import { chromium, firefox } from "@playwright/test";

const SECONDS = 12;
const FOLDER = new URL("../../tests/recordings/data/", import.meta.url);
const PAGE = "http://localhost:8999/";

const BROWSERS = {
  chromium: () =>
    chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--disable-gpu", "--no-sandbox"],
    }),
  firefox: () =>
    firefox.launch({
      executablePath: "/usr/bin/firefox-esr",
      channel: "moz-firefox",
      firefoxUserPrefs: { "media.navigator.streams.fake": true, "media.navigator.permission.disabled": true },
    }),
};

async function record({ kind, seconds }) {
  const started = performance.now();
  let stream;
  if (kind === "camera") {
    const canvas = document.body.appendChild(document.createElement("canvas"));
    [canvas.width, canvas.height] = [160, 120];
    const paint = canvas.getContext("2d", { alpha: false });
    setInterval(() => {
      const tenths = Math.round((performance.now() - started) / 100);
      for (let bar = 0; bar < 8; bar += 1) {
        paint.fillStyle = (tenths >> (7 - bar)) & 1 ? "white" : "black";
        paint.fillRect(bar * 20, 0, 20, 120);
      }
    }, 25);
    stream = canvas.captureStream(15);
  } else {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  }
  const mimeType = kind === "camera" ? "video/webm;codecs=vp8" : "audio/webm;codecs=opus";
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: 100_000, audioBitsPerSecond: 24_000 });
  const chunks = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start(2000);
  setTimeout(() => recorder.stop(), seconds * 1000);
  await stopped;
  const read = async (chunk) => {
    let text = "";
    for (const byte of new Uint8Array(await chunk.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  };
  return { type: recorder.mimeType, chunks: await Promise.all(chunks.map(read)) };
}

const index = {};
for (const [name, launch] of Object.entries(BROWSERS)) {
  const browser = await launch();
  for (const kind of ["camera", "microphone"]) {
    const context = await browser.newContext(name === "chromium" ? { permissions: ["microphone"] } : {});
    const page = await context.newPage();
    await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto(PAGE);
    const { type, chunks } = await page.evaluate(record, { kind, seconds: SECONDS });
    const bytes = chunks.map((chunk) => Buffer.from(chunk, "base64"));
    writeFileSync(new URL(`${name}-${kind}.webm`, FOLDER), Buffer.concat(bytes));
    index[`${name}-${kind}`] = { type, browser: browser.version(), chunks: bytes.map((each) => each.length) };
    await context.close();
  }
  await browser.close();
}
writeFileSync(new URL("tracks.json", FOLDER), `${JSON.stringify(index, null, 2)}\n`);
