// @vitest-environment node
import { commands } from "@yowasp/clang";
import { describe, expect, it } from "vitest";

import { WasiEngine } from "../wasi/wasi-engine";
import { collect } from "../worker/collect";
import { ClangEngine } from "./clang-engine";

/** The real compiler, and what it makes run for real. The first test waits for it to get ready. */

const clang = new ClangEngine({
  ...commands,
  clang: (words, files, options) => commands.clang(words, files, { ...options, fetchProgress: () => undefined }),
});

async function compiled(files: Record<string, string>, entry: string) {
  const io = collect();
  const ok = await clang.run({ files: Object.entries(files).map(([name, text]) => ({ name, text })), entry, exercises: [] }, io);
  return { ok, io, program: io.made[0] };
}

async function run(files: Record<string, string>, entry = Object.keys(files)[0] ?? "") {
  const { ok, io, program } = await compiled(files, entry);
  expect([ok, io.errors()]).toEqual([true, ""]);
  const shown = collect();
  return { ok: await new WasiEngine().run({ files: [], entry, exercises: [], program }, shown), text: shown.text(), errors: shown.errors() };
}

describe("C", { timeout: 60_000 }, () => {
  it("is compiled from several files, and shows what it prints, also without the end of a line", async () => {
    const files = {
      "main.c": '#include <stdio.h>\n#include <math.h>\n#include "twice.h"\nint main(void) { printf("%d\\n%.3f", twice(21), sqrt(2)); }\n',
      "twice.h": "int twice(int);\n",
      "twice.c": '#include "twice.h"\nint twice(int x) { return 2 * x; }\n',
      "other.c": "int main(void) { return 1; }\n",
    };
    expect(await run(files)).toEqual({ ok: true, text: "42\n1.414", errors: "" });
  });

  it("names the line of an error", async () => {
    const { ok, io, program } = await compiled({ "main.c": "int main(void) {\n  retrn 0;\n}\n" }, "main.c");
    expect([ok, program]).toEqual([false, undefined]);
    expect(io.errors()).toContain("main.c:2:3: error: use of undeclared identifier 'retrn'");
  });

  it("shows warnings, and goes on", async () => {
    const { ok, io } = await compiled({ "main.c": "int main(void) { int x; return 0; }\n" }, "main.c");
    expect(ok).toBe(true);
    expect(io.errors()).toContain("unused variable 'x'");
  });

  it("ends with its exit code, and says of what it died", async () => {
    expect((await run({ "main.c": "#include <stdlib.h>\nint main(void) { exit(3); }\n" })).ok).toBe(false);
    const recursion = '#include <stdio.h>\n__attribute__((noinline)) int deep(volatile int x) { volatile int a[1000]; a[x % 1000] = x; return x < 0 ? 0 : deep(x + 1) + a[x % 1000]; }\nint main(void) { puts("begun"); return deep(0); }\n';
    expect(await run({ "main.c": recursion })).toMatchObject({ ok: false, text: "begun\n", errors: expect.stringContaining("Segmentation fault") as string });
  });

  it("gets no more memory than it may have, no files and no network", async () => {
    const greedy = '#include <stdio.h>\n#include <stdlib.h>\nint main(void) { int n = 0; for (char *volatile all; n < 4000 && (all = malloc(1 << 20)); n++) all[n] = 1; printf("%d", n > 100 && n < 256); FILE *f = fopen("/etc/passwd", "r"); printf(" %d", f != NULL); }\n';
    expect((await run({ "main.c": greedy })).text).toBe("1 0");
    const socket = await compiled({ "main.c": "#include <sys/socket.h>\nint main(void) { return socket(AF_INET, SOCK_STREAM, 0); }\n" }, "main.c");
    expect(socket.ok).toBe(false);
  });
});

describe("C++", { timeout: 60_000 }, () => {
  it("has streams and vectors", async () => {
    const text = '#include <iostream>\n#include <vector>\n#include <algorithm>\nint main() { std::vector<int> v{3, 1, 2}; std::sort(v.begin(), v.end()); for (int x : v) std::cout << x << " "; }\n';
    expect(await run({ "main.cpp": text })).toEqual({ ok: true, text: "1 2 3 ", errors: "" });
  });

  it("says at the line that it has no exceptions", async () => {
    const { ok, io } = await compiled({ "main.cpp": "int main() {\n  throw 1;\n}\n" }, "main.cpp");
    expect(ok).toBe(false);
    expect(io.errors()).toContain("main.cpp:2:3: error: cannot use 'throw' with exceptions disabled");
  });
});
