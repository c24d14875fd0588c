import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { Plugin } from "vite";

const FOLDER = join(import.meta.dirname, "node_modules/@yowasp/clang/gen");
const FILES = ["llvm.core.wasm", "llvm.core2.wasm", "llvm.core3.wasm", "llvm.core4.wasm", "llvm-resources.tar"];
/** As the list is called inside of the bundler. */
const RESOLVED = "\0virtual:compiler-files";

/** Where the package looks for its own files: beside itself, where a worker made from a blob has no place. */
const BESIDE_ITSELF = /new URL\(["`]\.\/([^"`]+)["`], import\.meta\.url\)/g;

/**
 * The compiler for C and C++ as files of ours: packed by gzip (a quarter of their size), under names that hold a hash, so that
 * browsers may keep them for ever. `virtual:compiler-files` lists them for src/run/compiled/. Nothing loads them by itself.
 */
export function compilerFiles(): Plugin {
  let packed: Promise<PackedFile[]> | null = null;
  return {
    name: "compiler-files",
    resolveId: { filter: { id: /^virtual:compiler-files$/ }, handler: () => RESOLVED },
    load: {
      filter: { id: /^\0virtual:compiler-files$/ },
      async handler() {
        packed ??= Promise.all(FILES.map(pack));
        const list = (await packed).map(({ name, fileName, source }) => ({ name, url: `/${fileName}`, bytes: source.length }));
        return `export const COMPILER_FILES = ${JSON.stringify(list)};`;
      },
    },
    transform: {
      filter: { id: /\/@yowasp\/clang\// },
      handler: (code) => ({ code: code.replace(BESIDE_ITSELF, (_, name: string) => `\`${name}\``), map: null }),
    },
    async generateBundle() {
      for (const { fileName, source } of (await packed) ?? []) this.emitFile({ type: "asset", fileName, source });
    },
  };
}

interface PackedFile {
  name: string;
  fileName: string;
  source: Buffer;
}

async function pack(name: string): Promise<PackedFile> {
  const source = await promisify(gzip)(await readFile(join(FOLDER, name)));
  const hash = createHash("sha256").update(source).digest("base64url").slice(0, 8);
  return { name, fileName: `assets/compiler/${name}-${hash}.gz`, source };
}
