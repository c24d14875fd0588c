import { CodePage } from "../support/code.ts";
import { rule } from "../support/panel.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** The code on the room's stage. */

const LONG = Array.from({ length: 200 }, (_, line) => `line_${line} = ${line}`).join("\n");

test("a key opens the code, the teacher shows it to everyone and leads, and lets go again", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  const [marie, ada] = [new CodePage(teacher.page), new CodePage(student.page)];
  const forEveryone = async (item: string) => {
    await teacher.page.getByRole("button", { name: "For everyone" }).click();
    await teacher.page.getByRole("menuitem", { name: item }).click();
  };

  await teacher.page.keyboard.press("c");
  await marie.addFile("main.py", "print('one')\n");
  await marie.addFile("long.py", LONG);

  await test.step("in the editor the room's keys are letters", async () => {
    await teacher.page.keyboard.type(" cbpm ");
    await expect(marie.editor("long.py")).toContainText("cbpm");
    await expect(teacher.page.locator("[data-tile=board]")).toHaveCount(0);
    await expect(teacher.page.getByRole("complementary")).toHaveCount(0);
  });

  await test.step("shown to everyone, each still chooses where to look", async () => {
    await forEveryone("Show the code to everyone");
    await expect(ada.tab("main.py")).toHaveAttribute("aria-selected", "true");
    await expect(ada.tab("long.py")).toContainText("looked at by Marie Curie");
  });

  await test.step("led, the student sees the teacher's file, at the teacher's place", async () => {
    await teacher.page.bringToFront(); // in Firefox only the window in front has a cursor
    await marie.tab("long.py").click();
    await marie.editor("long.py").click();
    await teacher.page.keyboard.press("ControlOrMeta+End");
    await forEveryone("Everyone sees what I see");
    await expect(ada.tab("long.py")).toHaveAttribute("aria-selected", "true");
    await expect(student.page.getByText("You see what the teacher looks at.")).toBeVisible();
    await marie.editor("long.py").focus();
    await expect(ada.editor("long.py").getByText("line_199")).toBeInViewport();
    await teacher.page.keyboard.press("ControlOrMeta+Home");
    await expect(ada.editor("long.py").getByText("line_0 ")).toBeInViewport();
    await marie.tab("main.py").click();
    await expect(ada.tab("main.py")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("let go, nobody is led any more, and taken away, it is gone", async () => {
    await forEveryone("Let everyone look for themselves");
    await expect(student.page.getByText("You see what the teacher looks at.")).toHaveCount(0);
    await forEveryone("No longer show it to everyone");
    await expect(student.page.locator("[data-tile=code]")).toHaveCount(0);
  });
});

test("who may not write code reads it and runs it, and may write again", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  const [marie, ada] = [new CodePage(teacher.page), new CodePage(student.page)];
  await teacher.page.getByRole("button", { name: "Open the code" }).click();
  await marie.addFile("main.js", "console.log(6 * 7);\n");
  await student.page.getByRole("button", { name: "Open the code" }).click();
  await expect(ada.editor("main.js")).toHaveAttribute("contenteditable", "true");

  await rule(teacher.page, "Write code");
  await expect(student.page.getByText("You can read and run this code, but not change it.")).toBeVisible();
  await expect(ada.editor("main.js")).toHaveAttribute("contenteditable", "false");
  await expect(student.page.getByRole("button", { name: "Add a file" })).toHaveCount(0);
  await ada.run();
  await expect(ada.output).toHaveText("42", { useInnerText: true });

  await rule(teacher.page, "Write code");
  await ada.write("main.js", "console.log('mine');\n");
  await expect(marie.editor("main.js")).toContainText("console.log('mine');");
});

test("on every width the bar has its place, and what it has no place for is under “More”", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  const { page } = teacher;
  const bar = page.getByRole("toolbar", { name: "Controls" });
  for (const width of [320, 390, 640, 768, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    for (const button of await bar.getByRole("button").all()) {
      await expect(button, `${width}`).toBeInViewport({ ratio: 1 });
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Open the code" }).click();
  await expect(page.getByRole("button", { name: "Python", exact: true })).toBeInViewport();
  await page.getByRole("button", { name: "Close the code" }).click();
  await expect(page.locator("[data-tile=code]")).toHaveCount(0);
});
