import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const python = resolve(import.meta.dirname, "../../.venv/bin/python");

export interface Probed {
  durationMs: number;
  /** Decoded, from the first to the last. */
  frames: number;
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
import json, sys, av
av.logging.set_level(av.logging.WARNING)
with av.open(sys.argv[1]) as file:
    frames = sum(1 for frame in file.decode(file.streams[0]))
    print(json.dumps({"durationMs": file.duration / 1000, "frames": frames}))`;
