// @vitest-environment node
import initSqlJs from "sql.js";
import { beforeAll, describe, expect, it } from "vitest";

import { collect } from "../worker/collect";
import { SqlEngine } from "./engine";

let sql: SqlEngine;

beforeAll(async () => {
  sql = new SqlEngine(await initSqlJs());
});

async function run(text: string, others: Record<string, string> = {}) {
  const io = collect();
  const files = [{ name: "main.sql", text }, ...Object.entries(others).map(([name, text]) => ({ name, text }))];
  return { ok: await sql.run({ files, entry: "main.sql", exercises: [] }, io), io };
}

describe("SQL", () => {
  it("shows a table for each query", async () => {
    const { ok, io } = await run("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL); SELECT * FROM t; SELECT count(*) AS n FROM t;");
    expect(ok).toBe(true);
    expect(io.output).toEqual([
      { kind: "table", columns: ["a", "b"], rows: [["1", "x"], ["2", null]], more: 0 },
      { kind: "table", columns: ["n"], rows: [["2"]], more: 0 },
    ]);
  });

  it("shows what came before a mistake, and the mistake", async () => {
    const { ok, io } = await run("SELECT 1 AS one; SELEC 2;");
    expect(ok).toBe(false);
    expect(io.output[0]).toMatchObject({ kind: "table", columns: ["one"] });
    expect(io.errors()).toContain('near "SELEC": syntax error');
  });

  it("begins with an empty database each time, and reads other files first", async () => {
    await run("CREATE TABLE t (a)");
    expect((await run("SELECT * FROM t")).io.errors()).toContain("no such table");
    const { io } = await run(".read tables.sql\nSELECT * FROM t;", { "tables.sql": "CREATE TABLE t (a);\nINSERT INTO t VALUES (7);" });
    expect(io.output).toEqual([{ kind: "table", columns: ["a"], rows: [["7"]], more: 0 }]);
    expect((await run(".read main.sql\n")).io.errors()).toContain("main.sql reads itself");
  });

  it("shows the beginning of a long answer", async () => {
    const { io } = await run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n");
    expect(io.output[0]).toMatchObject({ more: 800 });
  });
});
