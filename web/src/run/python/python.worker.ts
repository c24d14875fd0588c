import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";

import { serve } from "../worker/serve";
import { PythonEngine } from "./engine";
import { LOCK_FILE } from "./lock-file";

/** Pyodide fetches its files from here: an address that nobody answers, but us. */
const HOME = "https://pyodide.invalid/";

serve(async ({ wasm, library, charts }) => {
  const files: Record<string, [ArrayBuffer | undefined, string]> = {
    "pyodide.asm.wasm": [wasm, "application/wasm"],
    "python_stdlib.zip": [library, "application/zip"],
  };
  globalThis.fetch = async (address) => {
    const { url } = new Request(address);
    const [body, type] = files[url.replace(HOME, "")] ?? [];
    return body && type ? new Response(body, { headers: { "Content-Type": type } }) : new Response(null, { status: 404 });
  };
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: HOME,
    lockFileContents: LOCK_FILE,
    // Programs have no business in the worker's own scope.
    jsglobals: {},
  });
  if (!charts) throw new Error("pygal is missing");
  return new PythonEngine(pyodide, charts);
});
