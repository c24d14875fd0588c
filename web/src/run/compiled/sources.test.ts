import { expect, it } from "vitest";

import { sourcesOf } from "./sources";

const files = [
  { name: "main.c", text: '#include "list.h"\nint main(void) { return 0; }\n' },
  { name: "list.c", text: "// no main() here\n/* int main() */\nint length(void) { return 0; }\n" },
  { name: "list.h", text: "int length(void);\n" },
  { name: "other.c", text: "int\nmain (void) { return 1; }\n" },
  { name: "shape.cpp", text: "struct Shape {};\n" },
  { name: "main.cc", text: "int main() {}\n" },
  { name: "notes.txt", text: "" },
];

it("builds what is run, and what it may share with other programs", () => {
  expect(sourcesOf(files, "main.c")).toEqual(["main.c", "list.c"]);
  expect(sourcesOf(files, "other.c")).toEqual(["other.c", "list.c"]);
  expect(sourcesOf(files, "main.cc")).toEqual(["main.cc", "shape.cpp"]);
});
