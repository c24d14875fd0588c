import clangWorker from "./compiled/clang.worker.ts?worker&url";
import javascriptWorker from "./javascript/javascript.worker.ts?worker&url";
import pythonWorker from "./python/python.worker.ts?worker&url";
import sqlWorker from "./sql/sql.worker.ts?worker&url";
import charts from "./python/packages/pygal-3.1.3-py3-none-any.whl?url";
import wasiWorker from "./wasi/wasi.worker.ts?worker&url";
import quickjs from "@jitl/quickjs-wasmfile-release-sync/wasm?url";
import pyodideWasm from "pyodide/pyodide.asm.wasm?url";
import standardLibrary from "pyodide/python_stdlib.zip?url";
import sqlite from "sql.js/dist/sql-wasm-browser.wasm?url";

import { compiler } from "./compiled/compiler";
import type { Assets } from "./worker/messages";

export type Runtime = "python" | "javascript" | "sql" | "clang" | "wasi";

/** All of it comes from our own server. The worker's code is one script: it runs from a blob, which can import nothing. */
const FILES: Record<Runtime, { code: string; assets: Record<string, string> }> = {
  python: { code: pythonWorker, assets: { wasm: pyodideWasm, library: standardLibrary, charts } },
  javascript: { code: javascriptWorker, assets: { wasm: quickjs } },
  sql: { code: sqlWorker, assets: { wasm: sqlite } },
  // Too large to be fetched unasked: compiled/compiler.ts has its files.
  clang: { code: clangWorker, assets: {} },
  // The program itself is all that it runs.
  wasi: { code: wasiWorker, assets: {} },
};

/** Fresh buffers each time, as they are given away to the worker; the browser's cache keeps the bytes. */
export async function fetchRuntime(runtime: Runtime): Promise<{ code: string; assets: Assets }> {
  const { code, assets } = FILES[runtime];
  const names = Object.keys(assets);
  const [text, ...buffers] = await Promise.all([
    fetchFile(code).then((answer) => answer.text()),
    ...names.map((name) => fetchFile(assets[name] ?? "").then((answer) => answer.arrayBuffer())),
  ]);
  if (runtime === "clang") return { code: text, assets: await compiler.assets() };
  return { code: text, assets: Object.fromEntries(names.map((name, index) => [name, buffers[index] as ArrayBuffer])) };
}

async function fetchFile(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}
