import { expect, it } from "vitest";

import { piecesOf } from "./linked-text";

it("makes the addresses of a mail followable and leaves the rest alone", () => {
  const text = "Open this link (http://localhost:8000/confirm-email#token=a-b_c).\nThank you.";
  expect(piecesOf(text)).toEqual([
    { text: "Open this link (" },
    { text: "http://localhost:8000/confirm-email#token=a-b_c", href: "http://localhost:8000/confirm-email#token=a-b_c" },
    { text: ").\nThank you." },
  ]);
  expect(piecesOf("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});
