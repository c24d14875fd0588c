import { describe, expect, it } from "vitest";

import { readListFilter, readNext } from "./search";

describe("what an address may ask for", () => {
  it("returns only to pages of this site after signing in", () => {
    expect(readNext({ next: "/sessions/7?when=past" })).toEqual({ next: "/sessions/7?when=past" });
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "", undefined, ["/a"]]) {
      expect(readNext({ next })).toEqual({});
    }
  });

  it("leaves out what no filter knows", () => {
    expect(readListFilter({ when: "past", status: "live", q: 12 })).toEqual({ when: "past", status: "live", q: "12" });
    expect(readListFilter({ when: "tomorrow", status: 3, q: "" })).toEqual({});
  });
});
