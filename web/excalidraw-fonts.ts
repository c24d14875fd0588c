import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, normalize } from "node:path";

import type { Plugin } from "vite";

const FONTS = join(import.meta.dirname, "node_modules/@excalidraw/excalidraw/dist/prod/fonts");
/** See src/board/excalidraw-assets.ts. Their names hold a hash, so browsers may keep them for ever. */
const ADDRESS = "assets/excalidraw/fonts";

/** What Excalidraw falls back upon, for whatever its own address does not give it. */
const CONTENT_NETWORK = /`https:\/\/esm\.sh\/[^;]*?\/dist\/prod\/`/;

/** Serves the board's fonts from here, and leaves Excalidraw no other address: it would ask a content network. */
export function excalidrawFonts(): Plugin {
  return {
    name: "excalidraw-fonts",
    transform(code, id) {
      if (!id.includes("/@excalidraw/excalidraw/") || !CONTENT_NETWORK.test(code)) return null;
      return { code: code.replace(CONTENT_NETWORK, "`${location.origin}/assets/excalidraw/`"), map: null };
    },
    async generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk" && output.code.includes("//esm.sh/")) this.error(`${output.fileName} names a content network.`);
      }
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
