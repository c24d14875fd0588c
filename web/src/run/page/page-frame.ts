import { Frame } from "../frame";

const CHARACTERS_TAKEN = 20_000;

/** Shows a page in a frame of the sandbox, and passes on what its scripts write to the console. */
export function showPage(holder: Element, title: string, html: string, onConsole: (stream: "out" | "err", text: string) => void): Frame {
  let taken = 0;
  const frame = new Frame(holder, title, ({ type, stream, text }) => {
    if (type !== "console" || typeof text !== "string" || taken > CHARACTERS_TAKEN) return;
    taken += text.length;
    onConsole(stream === "err" ? "err" : "out", text.slice(0, CHARACTERS_TAKEN));
  });
  void frame.start({ type: "page", html });
  return frame;
}
