// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";

import { Compiler } from "./compiler";

vi.mock("virtual:compiler-files", () => ({
  COMPILER_FILES: [
    { name: "a.wasm", url: "/assets/a.gz", bytes: 6 },
    { name: "b.tar", url: "/assets/b.gz", bytes: 4 },
  ],
}));

/** What this browser has kept, by its address. */
let kept: Map<string, Response>;
let served: (url: string) => Response;

beforeEach(() => {
  kept = new Map();
  const address = (url: string) => new URL(url, "http://localhost").href;
  const cache = {
    match: async (url: string) => kept.get(address(url))?.clone(),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (url: string) => kept.delete(address(url)),
    put: async (url: string, response: Response) => kept.set(address(url), response),
  };
  vi.stubGlobal("caches", { open: async () => cache });
  served = (url) => new Response(url.includes("a.gz") ? "aaaaaa" : "bbbb");
  vi.stubGlobal("fetch", async (url: string) => served(url));
  return () => vi.unstubAllGlobals();
});

it("asks before it loads, and counts what comes", async () => {
  const compiler = new Compiler();
  const seen: string[] = [];
  compiler.onChange(() => seen.push(`${compiler.state().step} ${compiler.state().loaded}`));
  const wanted = compiler.want();
  await vi.waitFor(() => expect(compiler.state().step).toBe("asked"));
  const also = compiler.want();
  await compiler.load();
  expect(await Promise.all([wanted, also, compiler.want()])).toEqual([true, true, true]);
  expect([seen[0], seen[1], seen.at(-1)]).toEqual(["asked 0", "loading 0", "here 10"]);
  expect(seen).toContain("loading 10");
  // Each time anew: they are given away.
  for (const assets of [await compiler.assets(), await compiler.assets()]) {
    expect(Object.values(assets).map(({ byteLength }) => byteLength)).toEqual([6, 4]);
  }
});

it("does not ask, or load, where this browser has it; an earlier version is not it, and goes", async () => {
  kept.set("http://localhost/assets/old.gz", new Response("old"));
  const compiler = new Compiler();
  const wanted = compiler.want();
  await vi.waitFor(() => expect(compiler.state().step).toBe("asked"));
  await compiler.load();
  expect(await wanted).toBe(true);
  await vi.waitFor(() => expect([...kept.keys()]).toEqual(["http://localhost/assets/a.gz", "http://localhost/assets/b.gz"]));

  served = () => new Response(null, { status: 503 });
  expect(await new Compiler().want()).toBe(true);
});

it("works in a browser that keeps nothing", async () => {
  vi.stubGlobal("caches", { open: () => Promise.reject(new Error("not here")) });
  const compiler = new Compiler();
  const wanted = compiler.want();
  await vi.waitFor(() => expect(compiler.state().step).toBe("asked"));
  await compiler.load();
  expect(await wanted).toBe(true);
});

it("asks again after a no, and after it did not come", async () => {
  const compiler = new Compiler();
  const first = compiler.want();
  await vi.waitFor(() => expect(compiler.state().step).toBe("asked"));
  compiler.refuse();
  expect(await first).toBe(false);

  vi.spyOn(console, "error").mockReturnValue();
  served = () => new Response(null, { status: 503 });
  const second = compiler.want();
  await vi.waitFor(() => expect(compiler.state().step).toBe("asked"));
  await compiler.load();
  expect(compiler.state().step).toBe("failed");
  served = () => new Response("x");
  await compiler.load();
  expect(await second).toBe(true);
});
