import { CodePage } from "../support/code.ts";
import { toFrench } from "../support/language.ts";
import { People } from "../support/people.ts";
import { take } from "../support/pictures.ts";
import { FakePiston } from "../support/piston.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Pictures of languages that no browser brings along: the compiler's question, and the school's engine. See results/pictures. */

const C = '#include <stdio.h>\n\nint main(void) {\n  char name[20];\n  printf("Who? ");\n  scanf("%19s", name);\n  printf("Hello %s\\n", name);\n  return 0;\n}\n';
const JAVA = 'class Main {\n  public static void main(String[] args) {\n    System.out.println("Hello");\n  }\n}\n';

test("C, and its compiler", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  const code = await CodePage.open(page, await people.session(teacher));
  const picture = (name: string) => take(page, `compiled-${name}`, { fullPage: false });
  await code.addFile("main.c", C);
  await code.run();
  const load = page.getByRole("button", { name: /^Download/ });
  await expect(load).toBeVisible();
  await picture("question");
  // The last of its files does not come while the picture is taken.
  let goOn: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => (goOn = resolve));
  await page.route("**/assets/compiler/llvm.core.wasm*", async (route) => {
    await taken;
    await route.continue();
  });
  await load.click();
  await expect(page.getByText(/^4 of \d+ MB are here/)).toBeVisible();
  await picture("loading");
  goOn();
  await expect(page.getByRole("textbox", { name: "Your answer" })).toBeVisible({ timeout: 90_000 });
  await picture("asks");
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await expect(code.output).toContainText("Hello Ada");
  await code.outcome("main.c", C.replace("return 0", "retrn 0"));
  await picture("error");
});

test("C in French, and Java without an engine", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  const session = await people.session(teacher);
  const code = await CodePage.open(page, session);
  await code.addFile("main.c", C);
  await code.addFile("Main.java", JAVA);
  await take(page, "engine-none", { fullPage: false });
  await toFrench(teacher);
  await page.reload();
  await code.tab("Main.java").click();
  await expect(page.getByText("Aucun navigateur n’exécute")).toBeVisible();
  await take(page, "fr-engine-none", { fullPage: false });
  await code.tab("main.c").click();
  await page.getByRole("button", { name: "Exécuter" }).click();
  await expect(page.getByRole("button", { name: /^Télécharger/ })).toBeVisible();
  await take(page, "fr-compiled-question", { fullPage: false });
});

test("Java on the school's engine", async ({ browser }) => {
  const piston = await FakePiston.open();
  const server = await Server.with({ CHALKROOM_PISTON_URL: piston.url });
  const people = new People(server);
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  const session = await people.session(teacher);
  const code = await CodePage.open(page, session);
  await code.addFile("Main.java", JAVA);
  await take(page, "engine-before", { fullPage: false });
  piston.outcome = { stdout: "Hello\n", stderr: "Exception in thread “main”\n", code: 1, signal: "SIGKILL" };
  await page.getByText("What the program reads").click();
  await code.run();
  await expect(code.output).toContainText("Hello");
  await take(page, "engine-output", { fullPage: false });
  await toFrench(teacher);
  await page.reload();
  await expect(page.getByText("Ceci s’exécute sur le moteur")).toBeVisible();
  await take(page, "fr-engine", { fullPage: false });
  await people.leave();
  await server.stop();
  piston.close();
});
