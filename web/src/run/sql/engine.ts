import type { SqlJsStatic, SqlValue, Statement } from "sql.js";

import type { ProgramFile } from "../outputs";
import type { Job } from "../worker/messages";
import type { Engine, ProgramIo } from "../worker/serve";

const ROWS_SHOWN = 200;
const CELL_CHARACTERS = 500;

/** SQLite. Each run has a new, empty database; `.read other.sql` on a line of its own runs another file first, as in sqlite3. */
export class SqlEngine implements Engine {
  readonly #sql: SqlJsStatic;

  constructor(sql: SqlJsStatic) {
    this.#sql = sql;
  }

  async run({ files, entry }: Job, io: ProgramIo): Promise<boolean> {
    const database = new this.#sql.Database();
    try {
      database.run("PRAGMA foreign_keys = ON");
      for (const statement of database.iterateStatements(withReads(files, entry, []))) show(statement, io);
      return true;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      io.write({ kind: "text", stream: "err", text: `${text}\n` });
      return false;
    } finally {
      database.close();
    }
  }
}

function show(statement: Statement, io: ProgramIo): void {
  const columns = statement.getColumnNames();
  const rows: (string | null)[][] = [];
  let count = 0;
  while (statement.step()) {
    count += 1;
    if (rows.length < ROWS_SHOWN) rows.push(statement.get().map(cell));
  }
  if (columns.length > 0) io.write({ kind: "table", columns, rows, more: count - rows.length });
}

function cell(value: SqlValue): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return `x'${Array.from(value.slice(0, 32), (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  return String(value).slice(0, CELL_CHARACTERS);
}

function withReads(files: ProgramFile[], name: string, above: string[]): string {
  const file = files.find((candidate) => candidate.name === name);
  if (!file) throw new Error(`There is no file ${name}`);
  if (above.includes(name)) throw new Error(`${name} reads itself`);
  return file.text.replace(/^\.read\s+(\S+)\s*$/gm, (_, wanted: string) => withReads(files, wanted, [...above, name]));
}
