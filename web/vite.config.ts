import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Rolldown } from "vite";
import { defineConfig } from "vitest/config";

import { compilerFiles } from "./compiler-files.ts";
import { excalidrawFonts } from "./excalidraw-fonts.ts";
import { pdfjsData } from "./pdfjs-data.ts";

/** Where `npm run dev` finds the server. */
const server = process.env.CHALKROOM_SERVER ?? "http://127.0.0.1:8000";

/** The code of Pyodide and of Clang serves Node as well, and Emscripten writes as it does: nothing is to be done about that. */
const quietAboutRuntimes: NonNullable<Rolldown.RolldownOptions["onLog"]> = (level, log, handle) => {
  if (!/node_modules\/(pyodide|@yowasp\/clang)\//.test(`${log.id} ${log.message}`)) handle(level, log);
};

/** What jsPDF would load to draw web pages. Ours are made of pictures. */
const NO_HTML_IN_PDF = fileURLToPath(new URL("./src/board/files/no-html-in-pdf.ts", import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss(), excalidrawFonts(), compilerFiles(), pdfjsData()],
  resolve: {
    alias: {
      "@": fileURLToPath(new URL("./src", import.meta.url)),
      "@excalidraw/mermaid-to-excalidraw": fileURLToPath(new URL("./src/board/no-mermaid.ts", import.meta.url)),
      ...Object.fromEntries(["canvg", "dompurify", "html2canvas"].map((name) => [name, NO_HTML_IN_PDF])),
    },
  },
  worker: { plugins: () => [compilerFiles()], rolldownOptions: { onLog: quietAboutRuntimes } },
  build: {
    // Inside the Python package, so that its wheel carries the client.
    outDir: "../chalkroom/web",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome111", "firefox128", "safari16.4"],
    // Inlined assets become data: addresses, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { onLog: quietAboutRuntimes },
  },
  server: {
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
      "/documents": { target: server, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./vitest.setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
