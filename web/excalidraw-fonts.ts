import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, normalize } from "node:path";

import type { Plugin } from "vite";

const FONTS = join(import.meta.dirname, "node_modules/@excalidraw/excalidraw/dist/prod/fonts");
/** See src/board/excalidraw-assets.ts. Their names hold a hash, so browsers may keep them for ever. */
const ADDRESS = "assets/excalidraw/fonts";

/** Serves the board's fonts from here: Excalidraw would fetch them from a content network. */
export function excalidrawFonts(): Plugin {
  return {
    name: "excalidraw-fonts",
    async generateBundle() {
      for (const fileName of await readdir(FONTS, { recursive: true })) {
        if (!fileName.endsWith(".woff2")) continue;
        const source = await readFile(join(FONTS, fileName));
        this.emitFile({ type: "asset", fileName: `${ADDRESS}/${fileName}`, source });
      }
    },
    configureServer(server) {
      server.middlewares.use(`/${ADDRESS}`, (request, response) => {
        const file = join(FONTS, normalize(decodeURI(request.url ?? "/")));
        createReadStream(file)
          .on("error", () => response.writeHead(404).end())
          .pipe(response);
      });
    },
  };
}
