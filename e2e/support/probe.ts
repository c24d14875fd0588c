import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const python = resolve(import.meta.dirname, "../../.venv/bin/python");

export interface Probed {
  durationMs: number;
  /** Decoded, from the first to the last. */
  frames: number;
  /** When the beeps of counting.ts begin in it, in milliseconds, by the times that the file gives to its samples. */
  beeps: number[];
}

/** What FFmpeg says of a file after decoding all of it; a warning of its is an error. */
export async function probe(content: Buffer): Promise<Probed> {
  const folder = await mkdtemp(join(tmpdir(), "chalkroom-probe-"));
  try {
    const file = join(folder, "file");
    await writeFile(file, content);
    const answer = spawnSync(python, ["-c", PROGRAM, file], { encoding: "utf8" });
    if (answer.status !== 0 || answer.stderr) throw new Error(answer.stderr);
    return JSON.parse(answer.stdout) as Probed;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const PROGRAM = `
import json, sys
from array import array
import av
av.logging.set_level(av.logging.WARNING)
LOUD, SILENT_SECONDS = 0.05, 0.5
beeps, frames, loud = [], 0, 0.0
with av.open(sys.argv[1]) as file:
    for frame in file.decode(file.streams[0]):
        frames += 1
        if isinstance(frame, av.AudioFrame):
            for place, sample in enumerate(array("f", bytes(frame.planes[0])[: frame.samples * 4])):
                if abs(sample) > LOUD:
                    at = frame.time + place / frame.sample_rate
                    if at - loud > SILENT_SECONDS:
                        beeps.append(at * 1000)
                    loud = at
    print(json.dumps({"durationMs": file.duration / 1000, "frames": frames, "beeps": beeps}))`;
