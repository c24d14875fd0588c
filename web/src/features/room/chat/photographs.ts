/** Photographs tell where and when they were taken, with which device, and hold a small copy from before they were cut. */

const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xffda;
const COMMENT = 0xfffe;
const APPLICATION_1 = 0xffe1;
const APPLICATION_15 = 0xffef;
/** What the colours need: the ICC profile, and Adobe's word on how they are stored. */
const COLOURS = [0xffe2, 0xffee];
const EXIF = "Exif\0\0";
const ORIENTATION = 0x0112;
const UPRIGHT = 1;

/** The same picture with nothing but its orientation left of that, if it is a JPEG; anything else as it is. */
export async function withoutTraces(file: File): Promise<File> {
  if (file.type !== "image/jpeg") return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const segments = segmentsOf(bytes);
  if (!segments) return file;
  const kept = segments.filter(({ marker }) => !tellsMore(marker)).map(({ start, end }) => bytes.subarray(start, end));
  const orientation = segments.map((segment) => orientationIn(bytes, segment)).find((found) => found !== UPRIGHT) ?? UPRIGHT;
  const turned = orientation === UPRIGHT ? [] : [onlyOrientation(orientation)];
  const rest = bytes.subarray(segments.at(-1)?.end ?? 2);
  return new File([bytes.subarray(0, 2), ...turned, ...kept, rest], file.name, { type: file.type });
}

interface Segment {
  marker: number;
  start: number;
  end: number;
}

/** Those before the picture itself (ITU-T T.81, B.1.1); null if the file is broken, which others may judge. */
function segmentsOf(bytes: Uint8Array): Segment[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== START_OF_IMAGE) return null;
  const segments: Segment[] = [];
  let start = 2;
  while (start + 4 <= bytes.length) {
    const marker = view.getUint16(start);
    if (marker === START_OF_SCAN) return segments;
    const end = start + 2 + view.getUint16(start + 2);
    if (marker < 0xff01 || end < start + 4 || end > bytes.length) return null;
    segments.push({ marker, start, end });
    start = end;
  }
  return null;
}

function tellsMore(marker: number): boolean {
  return marker === COMMENT || (marker >= APPLICATION_1 && marker <= APPLICATION_15 && !COLOURS.includes(marker));
}

/** How the picture is to be turned: a number in the first table of its Exif segment (CIPA DC-008, 4.6.5). */
function orientationIn(bytes: Uint8Array, { marker, start, end }: Segment): number {
  const tiff = start + 4 + EXIF.length;
  if (marker !== APPLICATION_1 || tiff + 8 > end) return UPRIGHT;
  if (String.fromCharCode(...bytes.subarray(start + 4, tiff)) !== EXIF) return UPRIGHT;
  const view = new DataView(bytes.buffer, bytes.byteOffset + tiff, end - tiff);
  const isLittle = view.getUint16(0) === 0x4949;
  const table = view.getUint32(4, isLittle);
  const entries = table + 2 <= view.byteLength ? view.getUint16(table, isLittle) : 0;
  for (let entry = table + 2; entry < table + 2 + entries * 12 && entry + 12 <= view.byteLength; entry += 12) {
    if (view.getUint16(entry, isLittle) === ORIENTATION) return view.getUint16(entry + 8, isLittle);
  }
  return UPRIGHT;
}

function onlyOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  const segment = new Uint8Array(36);
  const view = new DataView(segment.buffer);
  view.setUint16(0, APPLICATION_1);
  view.setUint16(2, segment.length - 2);
  segment.set([...EXIF].map((letter) => letter.charCodeAt(0)), 4);
  view.setUint32(10, 0x4d4d002a); // big endian TIFF
  view.setUint32(14, 8); // where its table begins
  view.setUint16(18, 1); // one entry: orientation, one short number
  view.setUint16(20, ORIENTATION);
  view.setUint16(22, 3);
  view.setUint32(24, 1);
  view.setUint16(28, orientation);
  return segment;
}
