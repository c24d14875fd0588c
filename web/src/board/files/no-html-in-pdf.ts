/** In place of what jsPDF would draw web pages with (vite.config.ts). */
export default function drawHtml(): never {
  throw new Error("Web pages in PDF are not built in.");
}
