import { describe, expect, it } from "vitest";

import { commandFor } from "./commands";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe("keys", () => {
  it.each([
    [{ key: "d", ctrlKey: true }, "microphone"],
    [{ key: "d", metaKey: true }, "microphone"],
    [{ key: "e", ctrlKey: true }, "camera"],
    [{ key: "H", ctrlKey: true, shiftKey: true }, "hand"],
    [{ key: "b" }, "board"],
    [{ key: "c" }, "code"],
    [{ key: "m" }, "chat"],
    [{ key: "p" }, "people"],
    [{ key: "k" }, "mark"],
    [{ key: "f" }, "fullscreen"],
    [{ key: "?", shiftKey: true }, "help"],
    [{ key: "?" }, "help"],
  ])("%o is %s", (pressed, id) => {
    expect(commandFor({ ...plain, ...pressed })?.id).toBe(id);
  });

  it.each([
    { key: "d" },
    { key: "m", ctrlKey: true },
    { key: "c", ctrlKey: true },
    { key: "h", ctrlKey: true },
    { key: "D", ctrlKey: true, shiftKey: true },
    { key: "f", altKey: true },
  ])("%o means nothing", (pressed) => {
    expect(commandFor({ ...plain, ...pressed })).toBeUndefined();
  });
});
