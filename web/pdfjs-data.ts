import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";

import type { Plugin } from "vite";

const PACKAGE = createRequire(import.meta.url).resolve("pdfjs-dist/package.json");
const FOLDER = dirname(PACKAGE);
/** Character maps, the fonts that documents need not bring, and decoders; those in WebAssembly stay out. */
const NEEDED = [/^cmaps\/.*\.bcmap$/, /^standard_fonts\/.*\.(pfb|ttf)$/, /^wasm\/(jbig2|openjpeg)_nowasm_fallback\.js$/, /\/LICENSE/];

/** Serves what PDF.js asks for while it reads a PDF: see src/board/files/pdfjs.ts. Browsers may keep it for ever. */
export function pdfjsData(): Plugin {
  const address = async () => {
    const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { version: string };
    return `assets/pdfjs-${version}`;
  };
  return {
    name: "pdfjs-data",
    async generateBundle() {
      for (const folder of ["cmaps", "standard_fonts", "wasm"]) {
        for (const name of await readdir(join(FOLDER, folder))) {
          const file = `${folder}/${name}`;
          if (!NEEDED.some((pattern) => pattern.test(file))) continue;
          this.emitFile({ type: "asset", fileName: `${await address()}/${file}`, source: await readFile(join(FOLDER, file)) });
        }
      }
    },
    async configureServer(server) {
      server.middlewares.use(`/${await address()}`, (request, response) => {
        const file = join(FOLDER, normalize(decodeURI(request.url ?? "/")));
        createReadStream(file)
          .on("error", () => response.writeHead(404).end())
          .pipe(response);
      });
    },
  };
}
