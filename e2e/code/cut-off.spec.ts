import { CodePage } from "../support/code.ts";
import { documentLine } from "../support/line.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

test("two people type through a cut-off, a reload and a restart, and end with the same text", async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const line = await documentLine(student.page);
  await meet(teacher, student, await people.session(teacher));
  const [marie, ada] = [new CodePage(teacher.page), new CodePage(student.page)];
  const isDown = (code: CodePage) => expect(code.page.getByText(/^The connection is down\./)).toBeVisible();
  const add = (code: CodePage, text: string) => code.append("main.py", text);
  await teacher.page.keyboard.press("c");
  await marie.addFile("main.py", "begin ");
  await student.page.keyboard.press("c");
  await expect(ada.editor("main.py")).toContainText("begin");

  await test.step("cut off, both go on", async () => {
    await line.cut();
    await isDown(ada);
    await add(ada, "ada-cut-off ");
    await add(marie, "marie-meanwhile ");
    line.mend();
    await expect(marie.editor("main.py")).toContainText("ada-cut-off");
    await expect(ada.editor("main.py")).toContainText("marie-meanwhile");
  });

  await test.step("what was not sent survives a reload", async () => {
    await line.cut();
    await isDown(ada);
    await add(ada, "ada-before-reload ");
    await student.page.reload();
    await student.page.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
    line.mend();
    await student.page.getByRole("button", { name: "Open the code" }).click();
    await expect(marie.editor("main.py")).toContainText("ada-before-reload");
  });

  await test.step("and a restart of the server", async () => {
    await server.kill();
    try {
      await isDown(marie);
      await add(marie, "marie-alone ");
    } finally {
      await server.launch();
    }
    await expect(ada.editor("main.py")).toContainText("marie-alone");
  });

  const text = () => Promise.all([marie, ada].map((code) => code.text("main.py")));
  await expect.poll(async () => new Set(await text()).size).toBe(1);
  const [words] = await text();
  expect(words?.trim().split(/\s+/).sort()).toEqual(["ada-before-reload", "ada-cut-off", "begin", "marie-alone", "marie-meanwhile"]);
});
