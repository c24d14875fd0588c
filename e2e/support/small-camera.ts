import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const WIDTH = 160;
const HEIGHT = 90;
const FRAMES = 10;
const BAR = 16;

/**
 * A camera of 160 × 90 that moves five times a second, as an argument for Chromium: several people on one machine without a
 * graphics card can encode and decode no more.
 */
export function smallCamera(): string {
  const file = join(mkdtempSync(join(tmpdir(), "chalkroom-camera-")), "camera.y4m");
  const frames = Array.from({ length: FRAMES }, (_, number) => [Buffer.from("FRAME\n"), frame(number)]).flat();
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420\n`), ...frames]));
  return `--use-file-for-fake-video-capture=${file}`;
}

/** A bright bar on a coloured ground, further to the right in each frame. */
function frame(number: number): Buffer {
  const left = number * BAR;
  const brightness = Buffer.alloc(WIDTH * HEIGHT, 60);
  for (let row = 0; row < HEIGHT; row += 1) brightness.fill(220, row * WIDTH + left, row * WIDTH + left + BAR);
  const colours = (WIDTH / 2) * (HEIGHT / 2);
  return Buffer.concat([brightness, Buffer.alloc(colours, 90), Buffer.alloc(colours, 170)]);
}
