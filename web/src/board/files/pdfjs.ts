/**
 * PDF.js, loaded when somebody brings in a PDF. The build for older browsers: the other one wants those of this year. It runs no
 * scripts of documents (that is a part of its own, which is not here), and its decoders are JavaScript: WebAssembly would need a
 * wider content security policy.
 */
import { getDocument, GlobalWorkerOptions, VerbosityLevel, version } from "pdfjs-dist/legacy/build/pdf.mjs";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = worker;

export { getDocument };

/** Where pdfjs-data.ts puts what documents may need beside their own. */
export function locations() {
  const address = `${window.location.origin}/assets/pdfjs-${version}`;
  return {
    cMapUrl: `${address}/cmaps/`,
    standardFontDataUrl: `${address}/standard_fonts/`,
    wasmUrl: `${address}/wasm/`,
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
  };
}
