import { CodePage } from "../support/code.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

// In Firefox only the window in front has keys and a cursor, and here two need them at once.
test("teacher and student write one file, see who is where, and what the other's program shows", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await meet(teacher, student, session);
  const marie = await CodePage.open(await teacher.context.newPage(), session);
  const ada = await CodePage.open(await student.context.newPage(), session);

  await marie.addFile("main.py", 'for n in range(3):\n    print("line", n)\n');
  await expect(ada.editor("main.py")).toContainText('print("line", n)');
  await expect(ada.tab("main.py")).toContainText("looked at by Marie Curie");
  await expect(ada.editor("main.py")).toContainText("Marie Curie"); // her cursor's name

  await test.step("both type at once, and each undoes only their own", async () => {
    await ada.editor("main.py").click();
    await ada.page.keyboard.press("ControlOrMeta+End");
    await Promise.all([
      ada.page.keyboard.type("# from ada"),
      marie.page.keyboard.press("ControlOrMeta+Home").then(() => marie.page.keyboard.type("# from marie ")),
    ]);
    for (const code of [marie, ada]) {
      await expect(code.editor("main.py")).toContainText("# from ada");
      await expect(code.editor("main.py")).toContainText("# from marie");
    }
    await ada.page.keyboard.press("ControlOrMeta+z");
    await expect(marie.editor("main.py")).not.toContainText("# from ada");
    await expect(marie.editor("main.py")).toContainText("# from marie");
  });

  await test.step("what runs with one is seen by the other while it runs", async () => {
    await ada.write("main.py", 'import time\nprint("first")\ntime.sleep(3)\nprint("last")\n');
    await ada.run();
    await expect(marie.page.getByText("Ada Lovelace runs it…")).toBeVisible();
    await expect(marie.output).toHaveText("first", { useInnerText: true });
    await expect(marie.output).toHaveText("first\nlast", { useInnerText: true });
    await expect(marie.page.getByText(/^Ada Lovelace ran it at/)).toBeVisible();
  });

  await test.step("a result waits for those who come later", async () => {
    await marie.page.reload();
    await expect(marie.output).toHaveText("first\nlast", { useInnerText: true });
  });

  await test.step("files are renamed, moved, deleted and brought back for both", async () => {
    await marie.addFile("notes.md", "# Notes");
    await expect(ada.page.getByRole("tab")).toHaveText([/main\.py/, /notes\.md/]);
    await marie.choose("notes.md", "Move to the left");
    await expect(ada.page.getByRole("tab")).toHaveText([/notes\.md/, /main\.py/]);
    await marie.choose("notes.md", "Delete");
    await expect(ada.page.getByRole("tab")).toHaveText([/main\.py/]);
    await marie.page.getByRole("button", { name: "Bring it back" }).click();
    await expect(ada.page.getByRole("tab")).toHaveText([/notes\.md/, /main\.py/]);
    await ada.tab("notes.md").click();
    await expect(ada.editor("notes.md")).toContainText("# Notes");
    await expect(ada.page.getByText("a browser cannot run them")).toBeVisible();
  });
});
