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
const RUNTIMES: Record<Runtime, { code: string; assets: () => Promise<Assets> }> = {
  python: { code: pythonWorker, assets: fetched({ wasm: pyodideWasm, library: standardLibrary, charts }) },
  javascript: { code: javascriptWorker, assets: fetched({ wasm: quickjs }) },
  sql: { code: sqlWorker, assets: fetched({ wasm: sqlite }) },
  // Too large to be fetched unasked.
  clang: { code: clangWorker, assets: () => compiler.assets() },
  // The program itself is all that it runs.
  wasi: { code: wasiWorker, assets: fetched({}) },
};

/** Fresh buffers each time, as they are given away to the worker; the browser's cache keeps the bytes. */
export async function fetchRuntime(runtime: Runtime): Promise<{ code: string; assets: Assets }> {
  const { code, assets } = RUNTIMES[runtime];
  const [script, files] = await Promise.all([fetchFile(code).then((answer) => answer.text()), assets()]);
  return { code: script, assets: files };
}

function fetched(urls: Record<string, string>): () => Promise<Assets> {
  const fetchOne = async ([name, url]: [string, string]) => [name, await (await fetchFile(url)).arrayBuffer()] as const;
  return async () => Object.fromEntries(await Promise.all(Object.entries(urls).map(fetchOne)));
}

async function fetchFile(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}
