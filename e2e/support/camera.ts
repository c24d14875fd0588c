import { renameSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES_PER_SECOND = 10;
const FRAMES = 20;
const BAR = WIDTH / FRAMES;

/**
 * What the pretended cameras of Chromium see. Its own are larger and faster: without a graphics card two cores are busy with
 * encoding and decoding them, and the tests take half as long again.
 */
export const CAMERA = join(tmpdir(), `chalkroom-camera-of-${userInfo().username}.y4m`);

/** Writes it, whole or not at all: other tests on this machine may be reading it. */
export default function writeCamera(): void {
  const frames = Array.from({ length: FRAMES }, (_, number) => [Buffer.from("FRAME\n"), frame(number)]).flat();
  const film = Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420\n`), ...frames]);
  writeFileSync(`${CAMERA}.${process.pid}`, film);
  renameSync(`${CAMERA}.${process.pid}`, CAMERA);
}

/** A bright bar on a coloured ground, further to the right in each frame. */
function frame(number: number): Buffer {
  const left = number * BAR;
  const brightness = Buffer.alloc(WIDTH * HEIGHT, 60);
  for (let row = 0; row < HEIGHT; row += 1) brightness.fill(220, row * WIDTH + left, row * WIDTH + left + BAR);
  const colours = (WIDTH / 2) * (HEIGHT / 2);
  return Buffer.concat([brightness, Buffer.alloc(colours, 90), Buffer.alloc(colours, 170)]);
}
