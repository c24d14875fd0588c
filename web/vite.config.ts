import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Rolldown } from "vite";
import { defineConfig } from "vitest/config";

import { excalidrawFonts } from "./excalidraw-fonts.ts";

/** Where `npm run dev` finds the server. */
const server = process.env.CHALKROOM_SERVER ?? "http://127.0.0.1:8000";

/** Pyodide's code serves Node as well, and Emscripten writes as it does: both are known, and nothing is to be done about them. */
const quietAboutPyodide: NonNullable<Rolldown.RolldownOptions["onLog"]> = (level, log, handle) => {
  if (!`${log.id} ${log.message}`.includes("node_modules/pyodide/")) handle(level, log);
};

export default defineConfig({
  plugins: [react(), tailwindcss(), excalidrawFonts()],
  resolve: {
    alias: {
      "@": fileURLToPath(new URL("./src", import.meta.url)),
      "@excalidraw/mermaid-to-excalidraw": fileURLToPath(new URL("./src/board/no-mermaid.ts", import.meta.url)),
    },
  },
  worker: { rolldownOptions: { onLog: quietAboutPyodide } },
  build: {
    // Inside the Python package, so that its wheel carries the client.
    outDir: "../chalkroom/web",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome111", "firefox128", "safari16.4"],
    // Inlined assets become data: addresses, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { onLog: quietAboutPyodide },
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
