import type { Browser } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { CodePage } from "../support/code.ts";
import type { People } from "../support/people.ts";
import { expect, test } from "../support/test.ts";
import { Trap } from "../support/trap.ts";

/** C and C++, compiled and run inside of the browser, once somebody has agreed to load the compiler. */

async function codeOf(people: People, browser: Browser) {
  const teacher = await people.teacher(browser);
  const code = await CodePage.open(teacher.page, await people.session(teacher));
  const load = teacher.page.getByRole("button", { name: /^Download \d+ MB$/ });
  return { code, page: teacher.page, load };
}

test("C: is asked for once, prints, asks with scanf, names the line of an error, and an endless loop ends", async ({ people, browser, server }) => {
  const { code, page, load } = await codeOf(people, browser);
  const elsewhere: string[] = [];
  const compiler: string[] = [];
  page.context().on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) elsewhere.push(request.url());
  });
  page.on("requestfinished", (request) => {
    if (request.url().includes("/assets/compiler/")) compiler.push(request.url());
  });

  await test.step("nothing is loaded before somebody agrees", async () => {
    await code.addFile("twice.h", "int twice(int x);\n");
    await code.addFile("twice.c", '#include "twice.h"\nint twice(int x) { return 2 * x; }\n');
    await code.addFile("main.c", '#include <stdio.h>\n#include "twice.h"\n\nint main(void) {\n  int x;\n  printf("A number? ");\n  scanf("%d", &x);\n  printf("Twice: %d\\n", twice(x));\n  return 0;\n}\n');
    await code.run();
    await expect(page.getByText(/^C and C\+\+ need a compiler: \d+ MB, to be downloaded once/)).toBeVisible();
    await expect(load).toBeFocused();
    await page.getByRole("button", { name: "Not now" }).click();
    await expect(load).toHaveCount(0);
    await code.run();
    await expectAxeToBeContent(page);
    expect(compiler).toEqual([]);
  });

  await test.step("then the program is built from its files, and runs", async () => {
    await load.click();
    const answer = page.getByRole("textbox", { name: "Your answer" });
    await expect(answer).toBeFocused({ timeout: 90_000 });
    await expect(code.output).toHaveText("A number? ", { useInnerText: true });
    await page.keyboard.type("21");
    await page.keyboard.press("Enter");
    await expect(code.output).toHaveText("A number? 21\nTwice: 42", { useInnerText: true });
    expect(compiler).toHaveLength(5);
  });

  await test.step("an error has its line", async () => {
    expect(await code.outcome("main.c", "int main(void) {\n  retrn 0;\n}\n")).toContain("main.c:2:3: error:");
  });

  await test.step("an endless loop ends within a second of Stop, and the next program runs at once", async () => {
    await code.write("main.c", '#include <stdio.h>\nint main(void) {\n  puts("begun");\n  for (volatile int x = 0;; x++);\n}\n');
    await code.run();
    await expect(code.output).toContainText("begun");
    await code.stopAtOnce();
    expect(await code.outcome("main.c", '#include <stdio.h>\nint main(void) { printf("and again"); }\n')).toBe("and again");
  });

  await test.step("endless output and a fault end by themselves", async () => {
    expect(await code.outcome("main.c", '#include <stdio.h>\nint main(void) { for (;;) puts("flood flood flood flood flood"); }\n')).toContain("wrote more than fits here");
    expect(await code.outcome("main.c", "int main(void) { int *volatile p = (int *)0x7ffffff0; return *p; }\n")).toContain("Segmentation fault");
  });
  expect(elsewhere).toEqual([]);
});

test("C++: streams and vectors; no files, no network; and the next page of this browser does not ask again", async ({ people, browser }) => {
  const { code, page, load } = await codeOf(people, browser);
  const trap = await Trap.open();
  await code.addFile("main.cpp", '#include <iostream>\n#include <vector>\n#include <algorithm>\n\nint main() {\n  std::vector<int> numbers{3, 1, 2};\n  std::sort(numbers.begin(), numbers.end());\n  for (int number : numbers) std::cout << number << std::endl;\n  std::string name;\n  std::cout << "Who? ";\n  std::cin >> name;\n  std::cout << "Hello " << name << std::endl;\n}\n');
  await code.run();
  await load.click();
  await expect(page.getByRole("textbox", { name: "Your answer" })).toBeFocused({ timeout: 90_000 });
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await expect(code.output).toHaveText("1\n2\n3\nWho? Ada\nHello Ada", { useInnerText: true });

  const reaching = `#include <cstdio>\n#include <cstdlib>\n#include <fstream>\n#include <iostream>\nint main() {\n  std::ofstream out("/tmp/kept");\n  std::ifstream in("main.cpp");\n  std::cout << out.is_open() << in.is_open() << (std::fopen("${trap.url}", "r") != nullptr) << (std::getenv("HOME") != nullptr);\n}\n`;
  expect(await code.outcome("main.cpp", reaching)).toBe("0000");
  expect(await code.outcome("main.cpp", "#include <sys/socket.h>\n#include <netdb.h>\nint main() { return socket(AF_INET, SOCK_STREAM, 0); }\n")).toContain("error");
  expect(await code.outcome("main.cpp", "#include <unistd.h>\nint main() { return fork(); }\n")).toContain("error");
  expect(trap.reached).toEqual([]);
  await trap.close();

  await page.reload();
  await code.write("main.cpp", '#include <cstdio>\nint main() { std::printf("kept"); }\n');
  await code.run();
  await expect(code.output).toHaveText("kept", { useInnerText: true, timeout: 90_000 });
});
