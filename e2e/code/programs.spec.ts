import type { Browser, Locator } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { CodePage } from "../support/code.ts";
import type { People } from "../support/people.ts";
import { expect, test } from "../support/test.ts";
import { Trap } from "../support/trap.ts";

/** What a person sees who runs a program on a session's code page. */

async function teacherWith(people: People, browser: Browser) {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  return { teacher, session, code: await CodePage.open(teacher.page, session) };
}

/** Different colours in a picture that is shown. */
function coloursIn(picture: Locator): Promise<number> {
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 150 });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0, 200, 150);
    return new Set(new Uint32Array(context?.getImageData(0, 0, 200, 150).data.buffer ?? new ArrayBuffer())).size;
  });
}

test("Python: prints, asks, fails with its own lines, and imports its neighbour", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("shapes.py", "def area(r):\n    return r * r\n");
  await code.addFile("main.py", 'import shapes\nname = input("Who? ")\nprint("Hello", name, shapes.area(3))\n');
  await code.run();
  const answer = code.page.getByRole("textbox", { name: "Your answer" });
  await expect(answer).toBeFocused();
  await answer.fill("Ada");
  await answer.press("Enter");
  await expect(code.output).toHaveText("Who? Ada\nHello Ada 9", { useInnerText: true });

  expect(await code.outcome("main.py", "def half(x):\n    return x / 0\nhalf(1)\n")).toContain("ZeroDivisionError: division by zero");
  await expect(code.output).toContainText('File "main.py", line 2, in half');
});

test("Python: an endless loop ends within a second of Stop, and the next program runs", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("main.py", 'print("begun")\nwhile True:\n    pass\n');
  await code.run();
  await expect(code.output).toContainText("begun");
  await code.stopAtOnce();
  expect(await code.outcome("main.py", 'print("and again")\n')).toContain("and again");
});

test("Python: endless output and a memory bomb end by themselves, and the page stays well", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("main.py", "");
  expect(await code.outcome("main.py", 'while True:\n    print("flood" * 20)\n')).toContain("wrote more than fits here");
  expect(await code.outcome("main.py", "all = []\nwhile True:\n    all.append(bytearray(50_000_000))\n")).toContain("MemoryError");
  expect(await code.outcome("main.py", 'print("still here")\n')).toContain("still here");
});

test("Python: a chart is shown as a picture, also to whoever comes later", async ({ people, browser }) => {
  const trap = await Trap.open();
  const { teacher, code } = await teacherWith(people, browser);
  await code.addFile(
    "main.py",
    [
      "import pygal",
      `bars = pygal.Bar(title="Dice", js=["${trap.url}/tooltips.js"], css=["file://style.css", "file://graph.css", "${trap.url}/chart.css"])`,
      'bars.add("rolls", [3, 5, 2])',
      'bars.render_to_file("dice.svg")',
    ].join("\n"),
  );
  await code.run();
  const chart = code.output.getByRole("img", { name: "Picture that the program drew" });
  await expect.poll(() => coloursIn(chart)).toBeGreaterThan(2);
  await expectAxeToBeContent(teacher.page, [".cm-editor"]);

  await teacher.page.reload();
  await expect.poll(() => coloursIn(chart)).toBeGreaterThan(2);
  expect(trap.reached).toEqual([]);
  await trap.close();
});

test("Python: reaches no network by any of its own ways", async ({ people, browser }) => {
  const trap = await Trap.open();
  const { code } = await teacherWith(people, browser);
  const attempts = [
    `from pyodide.http import open_url; open_url("${trap.url}/open-url")`,
    `import urllib.request; urllib.request.urlopen("${trap.url}/urllib")`,
    `import js; js.fetch("${trap.url}/js")`,
    `import pyodide_js; pyodide_js.constructor.constructor("return fetch('${trap.url}/constructor')")()`,
    `from pyodide.code import run_js; run_js("fetch('${trap.url}/run-js')")`,
    `from pyodide.code import run_js; run_js("postMessage({ type: 'outcomes' }); new Worker('${trap.url}/worker')")`,
    `import pyodide_js; run_sync(pyodide_js.loadPackage("numpy"))`,
    `import socket; socket.create_connection(("127.0.0.1", ${new URL(trap.url).port}), timeout=2)`,
  ];
  const lines = attempts.map((attempt) => `try:\n    ${attempt}\n    print("done")\nexcept BaseException as error:\n    print("refused", type(error).__name__)\n`);
  await code.addFile("main.py", "");
  const output = await code.outcome("main.py", `from pyodide.ffi import run_sync\n${lines.join("")}`);
  expect(output.match(/refused|done/g)?.length).toBe(attempts.length);
  expect(trap.reached).toEqual([]);
  await trap.close();
});

test("Python: the turtle draws", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("main.py", "from turtle import *\nspeed(0)\ncolor('red')\nbegin_fill()\nfor _ in range(4):\n    forward(100)\n    left(90)\nend_fill()\n");
  await code.run();
  const canvas = code.output.getByRole("img", { name: "Drawing of the program" });
  await expect(canvas).toBeVisible();
  // The middle of the square, to the right of and above the middle of the paper.
  const colorInside = () =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const [x, y] = [(350 / 600) * element.width, (175 / 450) * element.height];
      return [...(element.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
    });
  await expect.poll(colorInside).toEqual([255, 0, 0]);
});

test("JavaScript and TypeScript: run, wait, and end an endless loop", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("sums.ts", "export const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);\n");
  await code.addFile("main.js", 'import { sum } from "./sums.ts";\nsetTimeout(() => console.log(sum([1, 2, 3])), 20);\n');
  await code.run();
  await expect(code.output).toHaveText("6", { useInnerText: true });
  await code.write("main.js", 'console.log("begun");\nfor (;;);\n');
  await code.run();
  await expect(code.output).toContainText("begun");
  await code.stopButton.click();
  await expect(code.output).toContainText("Stopped.");
  expect(await code.outcome("main.js", "const all = [];\nfor (;;) all.push(new Uint8Array(1e7));\n")).toContain("out of memory");
});

test("SQL: shows tables", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("main.sql", "CREATE TABLE t (name, year);\nINSERT INTO t VALUES ('Ada', 1815), ('Grace', 1906);\nSELECT * FROM t ORDER BY year;\n");
  await code.run();
  await expect(code.output.getByRole("columnheader")).toHaveText(["name", "year"]);
  await expect(code.output.getByRole("cell")).toHaveText(["Ada", "1815", "Grace", "1906"]);
});

test("HTML: shows the page with its style sheet and script, which reach nothing", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("style.css", "h1 { color: rgb(0, 128, 0); }\n");
  await code.addFile("app.js", 'document.querySelector("h1").textContent += "!";\nconsole.log("from the page");\nlocalStorage.x = 1;\n');
  await code.addFile("index.html", '<link rel="stylesheet" href="style.css"><h1>Hello</h1><script src="app.js"></script>\n');
  await code.run();
  const heading = code.output.frameLocator('iframe[title="The page"]').getByRole("heading");
  await expect(heading).toHaveText("Hello!");
  await expect(heading).toHaveCSS("color", "rgb(0, 128, 0)");
  await expect(code.output).toContainText("from the page");
  await expect(code.output).toContainText(/SecurityError|insecure|localStorage/i);
});

test("an exercise says which tests pass, and why the others do not", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("main.py", "def add(a, b):\n    return a + b if a < 10 else 0\n");
  await code.choose("main.py", "Make it an exercise");
  await code.page.getByText("Exercise", { exact: true }).click();
  await code.page.getByRole("textbox", { name: "Tests of main.py" }).click();
  await code.page.keyboard.insertText("add(2, 3) => 5\nadd(20, 3) => 23");
  await code.page.getByRole("button", { name: "Try the tests" }).click();
  await expect(code.output).toContainText("1 of 2 tests pass.");
  await expect(code.output.getByRole("listitem").filter({ hasText: "add(20, 3)" })).toContainText("gives 0 instead of 23");
});

test("keyboard: Ctrl+Enter runs, Tab indents, Escape and Tab leaves, arrows change the file", async ({ people, browser }) => {
  const { code } = await teacherWith(people, browser);
  await code.addFile("one.py", "print(1)\n");
  await code.addFile("two.py", "if True:\n");
  const { page } = code;
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("print(2)");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(code.output).toHaveText("2", { useInnerText: true });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(code.editor("two.py")).not.toBeFocused();
  await code.tab("two.py").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(code.tab("one.py")).toBeFocused();
  await expect(code.editor("one.py")).toContainText("print(1)");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe, ${colorScheme}`, async ({ people, browser }) => {
    const { teacher, code } = await teacherWith(people, browser);
    await teacher.page.emulateMedia({ colorScheme });
    await expectAxeToBeContent(teacher.page);
    await code.addFile("main.py", 'class A:\n    """Says hello."""\n    def f(self, x: int) -> str:\n        # a remark\n        return f"{x}" + str(1.5)\nprint(A().f(3))\n');
    await code.choose("main.py", "Make it an exercise");
    await code.run();
    await expect(code.output).toContainText("31.5");
    await expectAxeToBeContent(teacher.page);
  });
}
