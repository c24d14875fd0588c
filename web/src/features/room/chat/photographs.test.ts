// @vitest-environment node

import { describe, expect, it } from "vitest";

import { withoutTraces } from "./photographs";

const START = [0xff, 0xd8];
const PICTURE = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
const TABLE = segment(0xdb, [1, 2, 3]);
const PROFILE = segment(0xe2, [...ascii("ICC_PROFILE\0"), 7]);

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function segment(marker: number, content: readonly number[]): number[] {
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
}

/** With the place in a table of its own, behind the first: what is left out has to go as a whole. */
function exif(orientation: number, isLittle: boolean): number[] {
  const short = (value: number) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number) => (isLittle ? [...short(value), 0, 0] : [0, 0, ...short(value)]);
  const entry = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0];
  const tiff = [...ascii(isLittle ? "II" : "MM"), ...short(42), ...long(8), ...short(1), ...entry, ...long(0)];
  return segment(0xe1, [...ascii("Exif\0\0"), ...tiff, ...ascii("48.8566N 2.3522E")]);
}

function photograph(...segments: number[][]): File {
  return new File([new Uint8Array([...START, ...segments.flat(), ...PICTURE])], "me.jpg", { type: "image/jpeg" });
}

async function bytesOf(file: File): Promise<number[]> {
  return [...new Uint8Array(await file.arrayBuffer())];
}

describe("a photograph", () => {
  it("loses place, comment and device, and keeps colours and picture", async () => {
    const told = photograph(exif(1, true), segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0x")), PROFILE, segment(0xfe, ascii("Ada")), TABLE);
    const sent = await withoutTraces(told);
    expect(await bytesOf(sent)).toEqual([...START, ...PROFILE, ...TABLE, ...PICTURE]);
    expect([sent.name, sent.type]).toEqual(["me.jpg", "image/jpeg"]);
  });

  it.each([[6, true], [3, false]])("stays turned as it was (%i)", async (orientation, isLittle) => {
    const once = await withoutTraces(photograph(exif(orientation, isLittle), TABLE));
    expect(String.fromCharCode(...(await bytesOf(once)))).not.toContain("48.8566");
    const expected = segment(0xe1, [...ascii("Exif\0\0MM"), 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    expect(await bytesOf(once)).toEqual([...START, ...expected, ...TABLE, ...PICTURE]);
    expect(await bytesOf(await withoutTraces(once))).toEqual(await bytesOf(once));
  });

  it.each([
    ["ends early", [...START, 0xff, 0xe1, 0xff, 0xff, 1]],
    ["has a segment without a length", [...START, 0xff, 0xe1, 0, 0, ...PICTURE]],
    ["is something else", ascii("not a picture at all")],
    ["is empty", []],
  ])("that %s goes as it is", async (_, bytes) => {
    const file = new File([new Uint8Array(bytes)], "me.jpg", { type: "image/jpeg" });
    expect(await withoutTraces(file)).toBe(file);
  });

  it("with a damaged Exif table loses it all the same", async () => {
    const damaged = segment(0xe1, [...ascii("Exif\0\0MM"), 0, 42, 0, 0, 0xff, 0xff, 1]);
    expect(await bytesOf(await withoutTraces(photograph(damaged, TABLE)))).toEqual([...START, ...TABLE, ...PICTURE]);
  });
});

it("leaves other files alone", async () => {
  const file = new File(["x"], "notes.txt", { type: "text/plain" });
  expect(await withoutTraces(file)).toBe(file);
});
