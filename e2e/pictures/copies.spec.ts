import { mergeTests } from "@playwright/test";

import { CodePage } from "../support/code.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

/** Pictures of own copies: with their owner, with a host who walks around, and all at once. See results/pictures. */

const test = mergeTests(plain, portraits);

test("own copies", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  await meet(teacher, student, await people.session(teacher));
  const [marie, samuel] = [new CodePage(teacher.page), new CodePage(student.page)];
  const forEveryone = async (item: string) => {
    await teacher.page.getByRole("button", { name: "For everyone" }).click();
    await teacher.page.getByRole("menuitem", { name: item }).click();
  };
  await teacher.page.keyboard.press("c");
  await marie.addFile("main.py", "def half(x):\n    return\n");
  await forEveryone("Show the code to everyone");
  await forEveryone("Give everyone a copy of their own");
  await samuel.write("main.py", "def half(x):\n    return x / 2\n\nprint(half(7))\n");
  await expect(student.page.getByText("Your own copy")).toBeVisible();
  await take(student.page, "copies-own", { fullPage: false });

  await teacher.page.getByRole("button", { name: "Next copy" }).click();
  await expect(marie.editor("main.py")).toContainText("x / 2");
  await take(teacher.page, "copies-visited", { fullPage: false });
  await teacher.page.getByRole("button", { name: "All copies" }).click();
  await expect(teacher.page.getByRole("region", { name: "All copies" })).toContainText("x / 2");
  await take(teacher.page, "copies-all", { fullPage: false });
  await teacher.page.getByRole("button", { name: "For everyone" }).click();
  await take(teacher.page, "copies-menu", { fullPage: false });
});

test("own copies in French", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const session = await people.session(teacher);
  await meet(teacher, student, session);
  await toFrench(teacher);
  await teacher.page.goto(session.link);
  await teacher.page.locator("[data-join]").click();
  await expect(teacher.page.getByRole("toolbar", { name: "Commandes" })).toBeVisible();
  await teacher.page.keyboard.press("b");
  await teacher.page.getByRole("button", { name: "Pour tous" }).click();
  await take(teacher.page, "fr-copies-menu", { fullPage: false });
  await teacher.page.getByRole("menuitem", { name: /propre copie|une copie/ }).click();
  await teacher.page.getByRole("button", { name: /Toutes les copies/ }).click();
  await take(teacher.page, "fr-copies-all", { fullPage: false });
});
