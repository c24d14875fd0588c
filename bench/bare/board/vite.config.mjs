import { fileURLToPath } from "node:url";

import { excalidrawFonts } from "../../../web/excalidraw-fonts.ts";

const web = (path) => fileURLToPath(new URL(`../../../web/${path}`, import.meta.url));

/** The page has no packages of its own: what it imports is what Chalkroom's client imports. */
const packagesOfTheClient = {
  name: "packages-of-the-client",
  enforce: "pre",
  resolveId(source, importer) {
    if (!importer?.endsWith("/bare/board/main.js") || source.startsWith(".")) return null;
    return this.resolve(source, web("src/main.tsx"), { skipSelf: true });
  },
};

/** Built in the same way as Chalkroom's own pages: see web/vite.config.ts. */
export default {
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [packagesOfTheClient, excalidrawFonts()],
  resolve: { alias: { "@excalidraw/mermaid-to-excalidraw": web("src/board/no-mermaid.ts") } },
  build: { target: ["chrome111"], assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
  logLevel: "warn",
};
