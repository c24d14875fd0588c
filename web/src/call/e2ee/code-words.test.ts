// @vitest-environment node
import { describe, expect, it } from "vitest";

import { CODE_WORDS } from "@/call/e2ee/code-words";

describe("the pictures of codes", () => {
  it("are 256, each with a word of its own in both languages", () => {
    expect(CODE_WORDS).toHaveLength(256);
    for (const part of ["picture", "en", "fr"] as const) {
      expect(new Set(CODE_WORDS.map((word) => word[part].toLowerCase())).size).toBe(256);
    }
  });

  it("are single characters that every system draws in colour by itself", () => {
    for (const { picture } of CODE_WORDS) expect(picture).toMatch(/^\p{Emoji_Presentation}$/u);
  });

  it("stay where they are: both sides have to show the same ones", () => {
    expect([0, 71, 143, 255].map((number) => CODE_WORDS[number]?.en)).toEqual(["dog", "sunflower", "ping-pong", "brain"]);
  });
});
