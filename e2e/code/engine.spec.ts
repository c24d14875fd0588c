import { CodePage } from "../support/code.ts";
import { rule } from "../support/panel.ts";
import { FakePiston } from "../support/piston.ts";
import { meet } from "../support/room.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Languages that no browser runs: on a school's code engine, or with a sentence in its place. */

const MAIN = "class Main {\n  public static void main(String[] args) {\n    System.out.println(Help.word());\n  }\n}\n";

const withEngine = test.extend<object, { piston: FakePiston; server: Server }>({
  piston: [
    async ({}, use) => {
      const piston = await FakePiston.open();
      await use(piston);
      piston.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ piston }, use) => {
      const server = await Server.with({ CHALKROOM_PISTON_URL: piston.url });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

withEngine("with an engine, a program is sent there, and everybody sees what it shows", async ({ people, browser, piston }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  const [marie, ada] = [new CodePage(teacher.page), new CodePage(student.page)];
  await teacher.page.getByRole("button", { name: "Open the code" }).click();
  await marie.addFile("secret.py", "print('not for the engine')\n");
  await marie.addFile("words.txt", "hello\n");
  await marie.addFile("Main.java", MAIN);
  await student.page.getByRole("button", { name: "Open the code" }).click();
  await ada.tab("Main.java").click();

  await test.step("before anything is sent, the page says where it goes", async () => {
    await expect(teacher.page.getByText("This runs on the school’s code engine: “Run” sends the code")).toBeVisible();
    expect(piston.sent).toEqual([]);
  });

  await test.step("the student, through a room token, sends the program, its data and its input", async () => {
    piston.outcome = { stdout: "Hello from Java\n", stderr: "and an error\n", code: 0, signal: null };
    await student.page.bringToFront(); // in Firefox only the window in front gets keys
    await student.page.getByText("What the program reads").click();
    await student.page.getByRole("textbox", { name: "What the program reads" }).pressSequentially("5\n2\n");
    await ada.run();
    for (const seen of [ada, marie]) await expect(seen.output).toHaveText("Hello from Java\nand an error", { useInnerText: true });
    expect(piston.sent).toEqual([
      {
        language: "java",
        version: "21.0.9",
        files: [
          { name: "Main.java", content: MAIN },
          { name: "words.txt", content: "hello\n" },
        ],
        stdin: "5\n2\n",
      },
    ]);
  });

  await test.step("Stop ends the waiting", async () => {
    piston.outcome = null;
    await marie.run();
    await expect.poll(() => piston.sent.length).toBe(2);
    await marie.stopButton.click();
    for (const seen of [marie, ada]) await expect(seen.output).toHaveText("Stopped.", { useInnerText: true });
  });

  await test.step("a language that the engine has not explains itself", async () => {
    await marie.addFile("main.rs", "fn main() {}\n");
    await expect(marie.runButton).toHaveAccessibleDescription(/the school’s code engine does not have this language/);
    await expect(marie.runButton).toHaveAttribute("aria-disabled", "true");
  });

  await test.step("who may not write sends nothing, and still sees what others run", async () => {
    await rule(teacher.page, "Write code");
    await expect(ada.runButton).toHaveAccessibleDescription(/for those who may write the code/);
    await marie.tab("Main.java").click();
    piston.outcome = { stdout: "once more\n", stderr: "", code: 0, signal: null };
    await marie.run();
    await expect(ada.output).toHaveText("once more", { useInnerText: true });
  });

  await test.step("an engine that is gone is a sentence", async () => {
    piston.close();
    await marie.run();
    await expect(marie.output).toContainText("The school’s code engine does not answer.");
  });
});

test("without an engine the Run button explains itself", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const code = await CodePage.open(teacher.page, await people.session(teacher));
  await code.addFile("Main.java", MAIN);
  await expect(code.runButton).toHaveAccessibleDescription(/They need a code engine, and this school has none/);
  await expect(code.runButton).toHaveAttribute("aria-disabled", "true");
  await teacher.page.keyboard.press("ControlOrMeta+Enter");
  await expect(code.output).toHaveCount(0);
  await expect(teacher.page.getByText("No browser runs files of this kind.")).toBeVisible();
});
