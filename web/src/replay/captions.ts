/** What is said, as WebVTT: our server has read it before, and writes it plainly. */

export interface Cue {
  fromMs: number;
  toMs: number;
  /** Plain text; lines end with a line feed. */
  text: string;
}

const TIMING = /^(\d{2,}):(\d\d):(\d\d)\.(\d{3}) --> (\d{2,}):(\d\d):(\d\d)\.(\d{3})/;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", nbsp: "\u00a0", lrm: "\u200e", rlm: "\u200f" };

export function readCaptions(vtt: string): Cue[] {
  return vtt.split("\n\n").flatMap((block) => {
    const [timing = "", ...lines] = block.trim().split("\n");
    const times = TIMING.exec(timing)?.slice(1).map(Number);
    if (!times) return [];
    return [{ fromMs: toMs(times.slice(0, 4)), toMs: toMs(times.slice(4)), text: plain(lines.join("\n")) }];
  });
}

/** What is on the screen at a moment, what began first above. */
export function captionsAt(cues: readonly Cue[], ms: number): string[] {
  return cues.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs).map(({ text }) => text);
}

function toMs([hours = 0, minutes = 0, seconds = 0, ms = 0]: number[]): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms;
}

/** A voice's name is said with its words; everything else about how they look is ours. */
function plain(text: string): string {
  return text
    .replace(/<v(?:\.[^\s>]*)?\s+([^>]*)>/g, "$1: ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
