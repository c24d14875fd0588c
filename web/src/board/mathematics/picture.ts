/** A drawing that is complete in itself, in pixels at its natural size. */
export interface SvgPicture {
  svg: string;
  width: number;
  height: number;
}

/** As pictures are kept on a board. */
export function dataUrlOf(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `data:image/svg+xml;base64,${btoa(binary)}`;
}
