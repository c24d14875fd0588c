import { expect, it } from "vitest";

import { wordsOf } from "./markdown-text";

it.each([
  ["Hello **Léo**, see _this_ and `x = 1`", "Hello Léo, see this and x = 1"],
  ["# Homework\n\n1. page **12**\n2. [here](https://example.org)\n\n> soon", "Homework page 12 here soon"],
  ["```py\nprint(1)\n```\nand\nthen", "print(1) and then"],
  ["2 * 3 * 4 < 5 \\*", "2 * 3 * 4 < 5 *"],
  ["<b>bold</b>", "<b>bold</b>"],
  ["", ""],
])("%j in one line is %j", (text, words) => {
  expect(wordsOf(text)).toBe(words);
});
