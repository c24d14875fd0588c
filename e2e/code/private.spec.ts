import { expectAxeToBeContent } from "../support/axe.ts";
import { CodePage } from "../support/code.ts";
import { documentLine } from "../support/line.ts";
import { expectToSee } from "../support/media.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** Everyone works on a copy of their own; the teacher walks from one to the next, and puts one before the class. */

test("two students work apart, the teacher helps one, shows it to both, and brings them together again", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const [first, second] = [await people.student(browser), await people.student(browser, "Emmy Noether")];
  const session = await people.session(teacher, { capacity: 2 });
  for (const { page } of [teacher, first, second]) await quieten(page);
  const line = await documentLine(second.page);
  await meet(teacher, first, session);
  await enter(second.page, session);
  await letIn(teacher.page, second.name);
  await expectToSee(second.page, teacher.name);
  const [marie, ada, emmy] = [new CodePage(teacher.page), new CodePage(first.page), new CodePage(second.page)];
  const forEveryone = async (item: string) => {
    await teacher.page.getByRole("button", { name: "For everyone" }).click();
    await teacher.page.getByRole("menuitem", { name: item }).click();
  };
  const walk = teacher.page.getByRole("group", { name: "Whose copy" });

  await teacher.page.keyboard.press("c");
  await marie.addFile("main.py", "answer = 0\n");
  await forEveryone("Show the code to everyone");
  for (const code of [ada, emmy]) await expect(code.editor("main.py")).toContainText("answer = 0");

  await test.step("each begins with what everybody had, and sees nobody else's", async () => {
    await forEveryone("Give everyone a copy of their own");
    for (const code of [ada, emmy]) {
      await expect(code.page.getByText("Your own copy")).toBeVisible();
      await expect(code.editor("main.py")).toContainText("answer = 0");
    }
    await ada.write("main.py", "answer = 1");
    await emmy.write("main.py", "answer = 2");
    await expect(marie.editor("main.py")).toContainText("answer = 0");
  });

  await test.step("the teacher walks from one to the next, and writes there", async () => {
    await walk.getByRole("button", { name: "Next copy" }).click();
    await expect(marie.editor("main.py")).toContainText("answer = 1");
    await marie.write("main.py", "answer = 1  # well done");
    await expect(ada.editor("main.py")).toContainText("well done");
    await walk.getByRole("button", { name: "Next copy" }).click();
    await expect(marie.editor("main.py")).toContainText("answer = 2");
    await expect(emmy.editor("main.py")).not.toContainText("well done");
  });

  await test.step("all copies are seen at once, as they grow, and one click leads to one", async () => {
    await walk.getByRole("button", { name: "All copies" }).click();
    const overview = teacher.page.getByRole("region", { name: "All copies" }).getByRole("list");
    await expect(overview.getByRole("button", { name: "Ada Lovelace" })).toContainText("answer = 1 # well done");
    await emmy.write("main.py", "answer = 2  # is it?");
    await expect(overview.getByRole("button", { name: "Emmy Noether" })).toContainText("is it?");
    await expectAxeToBeContent(teacher.page, [".cm-editor"]);
    await overview.getByRole("button", { name: "Ada Lovelace" }).click();
    await expect(marie.editor("main.py")).toContainText("well done");
  });

  await test.step("one of them is put before the class, and only its owner and the teacher write in it", async () => {
    await forEveryone("Show this copy to everyone");
    await expect(emmy.page.getByText("Ada Lovelace’s copy")).toBeVisible();
    await expect(emmy.editor("main.py")).toContainText("well done");
    await expect(emmy.editor("main.py")).toHaveAttribute("aria-readonly", "true");
    await ada.write("main.py", "answer = 42");
    await expect(emmy.editor("main.py")).toContainText("answer = 42");
  });

  await test.step("taken down, everyone is back at their own, as they left it", async () => {
    await forEveryone("No longer show it to everyone");
    await expect(second.page.locator("[data-tile=code]")).toHaveCount(0);
    await second.page.keyboard.press("c");
    await expect(emmy.page.getByText("Your own copy")).toBeVisible();
    await expect(emmy.editor("main.py")).toContainText("answer = 2  # is it?");
  });

  await test.step("together again, all have one", async () => {
    await teacher.page.keyboard.press("c");
    await forEveryone("Back to one for everyone");
    await expect(emmy.editor("main.py")).toContainText("answer = 0");
    await expect(marie.editor("main.py")).toContainText("answer = 0");
    await emmy.write("main.py", "answer = 3 ");
    await expect(marie.editor("main.py")).toContainText("answer = 3");
  });

  await test.step("all three type at once, one of them cut off and one through a reload, and nothing is missing", async () => {
    const add = (code: CodePage, text: string) => code.append("main.py", text);
    await first.page.keyboard.press("c");
    await expect(ada.editor("main.py")).toContainText("answer = 3");
    await line.cut();
    await expect(emmy.page.getByText(/^The connection is down\./)).toBeVisible();
    await Promise.all([add(marie, "marie "), add(ada, "ada "), add(emmy, "emmy ")]);
    await ada.page.reload();
    await ada.page.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
    await expectToSee(first.page, teacher.name);
    await first.page.keyboard.press("c");
    await expect(ada.editor("main.py")).toContainText("marie");
    line.mend();
    const texts = () => Promise.all([marie, ada, emmy].map((code) => code.text("main.py")));
    await expect.poll(async () => new Set(await texts()).size).toBe(1);
    const [text] = await texts();
    expect(text?.trim().split(/\s+/).sort()).toEqual(["3", "=", "ada", "answer", "emmy", "marie"]);
  });
});
