import { endingOf } from "../ending";
import type { ProgramFile } from "../outputs";

/** Endings of one language: what begins with one of them is built from files of all of them. */
const LANGUAGES = [["c"], ["cpp", "cc", "cxx"]];

export function isCpp(name: string): boolean {
  return endingOf(name) !== "c";
}

/**
 * What is built into a program: the file that is run, and its neighbours of the same language that begin no program of their own.
 * So a session may hold several programs, and files that they share.
 */
export function sourcesOf(files: ProgramFile[], entry: string): string[] {
  const endings = LANGUAGES.find((language) => language.includes(endingOf(entry))) ?? [];
  const others = files.filter(({ name, text }) => name !== entry && endings.includes(endingOf(name)) && !hasMain(text));
  return [entry, ...others.map(({ name }) => name)];
}

function hasMain(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  return /\bmain\s*\(/.test(code);
}
