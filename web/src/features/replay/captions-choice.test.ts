import { beforeEach, describe, expect, it } from "vitest";

import { storeCaptions, storedCaptions, toggledCaptions } from "./captions-choice";

const captions = ["de", "en-GB", "fr"].map((language) => ({ language, src: "" }));

beforeEach(() => localStorage.clear());

describe("captions", () => {
  it("are not shown to who never asked for any", () => {
    expect(storedCaptions(captions)).toBeNull();
  });

  it("are shown again in the language that was chosen, where there are some in it", () => {
    storeCaptions("fr");
    expect(storedCaptions(captions)).toBe("fr");
    expect(storedCaptions(captions.slice(0, 1))).toBeNull();
    storeCaptions(null);
    expect(storedCaptions(captions)).toBeNull();
  });

  it("come by the key in the reader's language, else in any", () => {
    expect(toggledCaptions(null, captions)).toBe("en-GB");
    expect(toggledCaptions(null, captions.slice(0, 1))).toBe("de");
    expect(toggledCaptions("fr", captions)).toBeNull();
    expect(toggledCaptions(null, [])).toBeNull();
  });
});
