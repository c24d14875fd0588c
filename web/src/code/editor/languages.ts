import type { Extension } from "@codemirror/state";

/** Each is fetched when a file of its kind is first opened. */
const LANGUAGES: Record<string, () => Promise<Extension>> = {
  py: async () => (await import("@codemirror/lang-python")).python(),
  js: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true }),
  ts: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true }),
  html: async () => (await import("@codemirror/lang-html")).html(),
  css: async () => (await import("@codemirror/lang-css")).css(),
  sql: async () => {
    const { sql, SQLite } = await import("@codemirror/lang-sql");
    return sql({ dialect: SQLite });
  },
  java: async () => (await import("@codemirror/lang-java")).java(),
  c: cpp,
  h: cpp,
  cpp,
  hpp: cpp,
  go: async () => (await import("@codemirror/lang-go")).go(),
  rs: async () => (await import("@codemirror/lang-rust")).rust(),
  md: async () => (await import("@codemirror/lang-markdown")).markdown(),
};

/** Null: plain text. */
export function languageOf(name: string): Promise<Extension> | null {
  return LANGUAGES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()]?.() ?? null;
}

async function cpp(): Promise<Extension> {
  return (await import("@codemirror/lang-cpp")).cpp();
}
