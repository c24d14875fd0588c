import { describe, expect, it } from "vitest";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>("../locales/*/*.json", { eager: true, import: "default" });
const namespaces = Object.keys(files)
  .filter((path) => path.includes("/en/"))
  .map((path) => path.replace("../locales/en/", ""));

describe.each(namespaces)("%s", (namespace) => {
  const english = flat(files[`../locales/en/${namespace}`] ?? {});
  const french = flat(files[`../locales/fr/${namespace}`] ?? {});

  it("says everything in both languages", () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("fills the same blanks in both", () => {
    for (const [key, text] of english) expect([key, blanks(french.get(key))]).toEqual([key, blanks(text)]);
  });

  it("leaves no sentence empty", () => {
    for (const [key, text] of [...english, ...french]) expect([key, text.trim()]).not.toEqual([key, ""]);
  });
});

/** Key paths and texts. French counts "many" (a million) apart; English does not. */
function flat(texts: Texts, prefix = ""): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries.filter(([key]) => !key.endsWith("_many")));
}

function blanks(text = ""): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}
