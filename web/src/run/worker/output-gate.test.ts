import { expect, it, vi } from "vitest";

import type { Output } from "../outputs";
import { OutputGate } from "./output-gate";

const line = (text: string): Output => ({ kind: "text", stream: "out", text });

it("sends the first pieces as they come, and a busy program's in bundles", () => {
  let now = 0;
  const send = vi.fn();
  const gate = new OutputGate(send, () => now);
  for (let piece = 0; piece < 300; piece += 1) gate.write(line("a"));
  expect(send).toHaveBeenCalledTimes(300);
  for (let piece = 0; piece < 50; piece += 1) gate.write(line("b"));
  gate.write({ kind: "text", stream: "err", text: "c" });
  expect(send).toHaveBeenCalledTimes(300);
  now = 41;
  gate.write(line("d"));
  expect(send).toHaveBeenLastCalledWith([line("b".repeat(50)), { kind: "text", stream: "err", text: "c" }, line("d")]);
  gate.flush();
  expect(send).toHaveBeenCalledTimes(301);
});
