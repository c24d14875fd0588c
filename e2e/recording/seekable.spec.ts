/** Tracks that browsers recorded, as the server lays them out: every browser knows how long they are, and finds each second. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect, type Page, test } from "@playwright/test";

const TREE = resolve(import.meta.dirname, "../..");

const folder = mkdtempSync(join(tmpdir(), "chalkroom-seekable-"));
let durations: Record<string, number> = {};
let address = "";

/** Answers ranges of the files, as the server does, and a page to play them in. */
const server = createServer((request, response) => {
  const name = (request.url ?? "/").slice(1);
  if (!(name in durations)) {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html>");
    return;
  }
  const file = readFileSync(join(folder, name));
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
  const [start, end] = [Number(from ?? 0), to ? Number(to) + 1 : file.length];
  response.writeHead(from === undefined ? 200 : 206, {
    "Content-Type": name.includes("camera") ? "video/webm;codecs=vp8" : "audio/webm;codecs=opus",
    "Content-Length": end - start,
    "Accept-Ranges": "bytes",
    ...(from !== undefined && { "Content-Range": `bytes ${start}-${end - 1}/${file.length}` }),
  });
  response.end(file.subarray(start, end));
});

test.beforeAll(async () => {
  execFileSync(join(TREE, ".venv/bin/python"), ["-m", "tests.recordings.seekable", folder], { cwd: TREE });
  durations = JSON.parse(readFileSync(join(folder, "durations.json"), "utf8")) as Record<string, number>;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Shown {
  duration: number;
  /** Where the player is after each seek, and which tenth of a second the picture shows. */
  places: { at: number; tenths: number }[];
}

async function seek(page: Page, name: string, seconds: number[]): Promise<Shown> {
  await page.goto(address);
  return page.evaluate(
    async ({ name, seconds }) => {
      const video = document.body.appendChild(document.createElement("video"));
      const happens = (event: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(event, resolve, { once: true });
          video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
        });
      const loaded = happens("loadeddata");
      video.muted = true;
      video.preload = "auto";
      video.src = name;
      await loaded;
      const places: Shown["places"] = [];
      for (const second of seconds) {
        const seeked = happens("seeked");
        video.currentTime = second;
        await seeked;
        let tenths = 0;
        if (video.videoWidth) {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [160, 120];
          const paint = canvas.getContext("2d")!;
          paint.drawImage(video, 0, 0);
          for (let bar = 0; bar < 8; bar += 1) {
            const [red = 0] = paint.getImageData(bar * 20 + 10, 60, 1, 1).data;
            tenths = tenths * 2 + (red > 128 ? 1 : 0);
          }
        }
        places.push({ at: video.currentTime, tenths });
      }
      return { duration: video.duration, places };
    },
    { name, seconds },
  );
}

for (const browser of ["chromium", "firefox"]) {
  for (const [kind, seconds] of Object.entries({
    whole: [6, 1, 11, 3.5, 8],
    growing: [3, 5, 1],
    gap: [1, 3, 10, 9],
    kept: [6, 1, 11, 3.5, 8],
  })) {
    test(`the picture that ${browser} recorded is found at every second: ${kind}`, async ({ page }) => {
      const name = `${kind}-${browser}-camera.webm`;
      const shown = await seek(page, name, seconds);
      expect(shown.duration).toBeCloseTo((durations[name] ?? 0) / 1000, 1);
      for (const [number, second] of seconds.entries()) {
        const place = shown.places[number];
        expect(place?.at).toBeCloseTo(second, 1);
        // The recorder began a moment after the clock in the picture; a picture stays until the next one.
        expect(Math.abs((place?.tenths ?? 0) / 10 - second), `${name} at ${second}`).toBeLessThan(0.4);
      }
    });

    test(`the sound that ${browser} recorded is found at every second: ${kind}`, async ({ page }) => {
      const name = `${kind}-${browser}-microphone.webm`;
      const shown = await seek(page, name, seconds);
      expect(shown.duration).toBeCloseTo((durations[name] ?? 0) / 1000, 1);
      for (const [number, second] of seconds.entries()) expect(shown.places[number]?.at).toBeCloseTo(second, 1);
    });
  }
}
