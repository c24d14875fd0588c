import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Page } from "@playwright/test";

/** PDFs made by hand, so that none of the programs that are tested has made them, and PDFs read again by PDF.js. */

interface Sheet {
  /** In points. */
  width?: number;
  height?: number;
  /** Of the square in its middle, from 0 to 1 each. */
  colour: [red: number, green: number, blue: number];
  text?: string;
}

const A4 = { width: 595, height: 842 };

/** Each sheet has a square in its middle, half as wide as the sheet, and a word in a font that does not come with the file. */
export function makePdf(sheets: Sheet[]): Buffer {
  const first = 4;
  const kids = sheets.map((_, index) => `${first + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${sheets.length} /Kids [${kids}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...sheets.flatMap((sheet, index) => {
      const { width, height, colour, text } = { ...A4, text: "", ...sheet };
      const drawing = [
        `${colour.join(" ")} rg ${width / 4} ${height / 2 - width / 4} ${width / 2} ${width / 2} re f`,
        `0 g BT /F 40 Tf 40 ${height - 80} Td (${text}) Tj ET`,
      ].join("\n");
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F 3 0 R >> >> /Contents ${first + 1 + 2 * index} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

export interface ReadPdf {
  title: string;
  pages: {
    width: number;
    height: number;
    /** The share of the points that are not white. */
    inked: number;
    /** In the middle. */
    colour: number[];
  }[];
}

const PDFJS = resolve(import.meta.dirname, "../../web/node_modules/pdfjs-dist/legacy/build");
const ORIGIN = "http://pdf.test";

/** Draws every page in a window beside the one that is given. */
export async function readPdf(beside: Page, bytes: Buffer): Promise<ReadPdf> {
  const page = await beside.context().newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (!name) return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
    return route.fulfill({ contentType: "text/javascript", body: await readFile(join(PDFJS, name)) });
  });
  await page.goto(`${ORIGIN}/`);
  const read = await page.evaluate(drawAll, { address: `${ORIGIN}/pdf.min.mjs`, worker: `${ORIGIN}/pdf.worker.min.mjs`, base64: bytes.toString("base64") });
  await page.close();
  return read;
}

/** In the window. */
async function drawAll({ address, worker, base64 }: { address: string; worker: string; base64: string }): Promise<ReadPdf> {
  const pdfjs = (await import(address)) as typeof import("../../web/node_modules/pdfjs-dist/types/src/pdf.d.ts");
  pdfjs.GlobalWorkerOptions.workerSrc = worker;
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const pdf = await pdfjs.getDocument({ data }).promise;
  const pages: ReadPdf["pages"] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const canvas = document.createElement("canvas");
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({ canvas, viewport }).promise;
    const points = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data;
    let inked = 0;
    for (let at = 0; at < points.length; at += 4) if (points[at]! + points[at + 1]! + points[at + 2]! < 3 * 250) inked++;
    const middle = 4 * (Math.floor(canvas.height / 2) * canvas.width + Math.floor(canvas.width / 2));
    pages.push({
      width: viewport.width,
      height: viewport.height,
      inked: inked / (points.length / 4),
      colour: [...points.slice(middle, middle + 3)],
    });
  }
  const { info } = await pdf.getMetadata();
  return { title: (info as { Title?: string }).Title ?? "", pages };
}
