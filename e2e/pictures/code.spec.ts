import { mergeTests } from "@playwright/test";

import { CodePage } from "../support/code.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

/** Pictures of the code: on its own page in both lights, and in the room. See results/pictures. */

const test = mergeTests(plain, portraits);

const PROGRAM = `import turtle

def flower(petals, size):
    """Draws a flower."""
    for n in range(petals):
        turtle.circle(size, 90)
        turtle.left(90)
        turtle.circle(size, 90)
        turtle.left(90 + 360 / petals)

turtle.speed(0)
turtle.color("#b8402a", "#f2cf5b")
turtle.begin_fill()
flower(8, 110)   # eight petals
turtle.end_fill()
print("A flower with", 8, "petals")
`;

const CHART = `import pygal

curve = pygal.XY(title="A parabola and a line", stroke_style={"width": 3})
curve.add("x²", [(x / 4, (x / 4) ** 2) for x in range(-12, 13)])
curve.add("2x + 3", [(-3, -3), (3, 9)])
curve.render_in_browser()
`;

for (const colorScheme of ["light", "dark"] as const) {
  test(`code, ${colorScheme}`, async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    await teacher.page.emulateMedia({ colorScheme });
    const session = await people.session(teacher);
    const code = await CodePage.open(teacher.page, session);
    const picture = (name: string) => take(teacher.page, `code-${colorScheme}-${name}`, { fullPage: false });
    await picture("empty");
    await code.addFile("flower.py", PROGRAM);
    await code.run();
    await expect(code.output).toContainText("A flower with 8 petals");
    await picture("turtle");
    await code.addFile("chart.py", CHART);
    await code.run();
    await expect(code.output.getByRole("img")).toBeVisible();
    await picture("chart");
    await code.addFile("main.py", "def add(a, b):\n    return a + b if a < 10 else 0\n\nprint(add(1, 2)\n");
    await code.choose("main.py", "Make it an exercise");
    await code.run();
    await expect(code.output).toContainText("never closed");
    await picture("error");
    await code.write("main.py", "def add(a, b):\n    return a + b if a < 10 else 0\n");
    await teacher.page.getByText("Exercise", { exact: true }).click();
    await teacher.page.getByRole("textbox", { name: "Tests of main.py" }).click();
    await teacher.page.keyboard.insertText("# small ones\nadd(2, 3) => 5\nadd(20, 3) => 23");
    await picture("exercise");
    await teacher.page.getByRole("button", { name: "Try the tests" }).click();
    await expect(code.output).toContainText("1 of 2");
    await picture("tests");
    await code.addFile("main.sql", "CREATE TABLE people (name TEXT, year INT);\nINSERT INTO people VALUES ('Ada', 1815), ('Grace', 1906), ('Alan', NULL);\nSELECT * FROM people ORDER BY year;\n");
    await code.run();
    await expect(code.output.getByRole("cell").first()).toBeVisible();
    await picture("sql");
  });
}

test("code in the room", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  await meet(teacher, student, await people.session(teacher));
  const code = new CodePage(teacher.page);
  await teacher.page.keyboard.press("c");
  await expect(teacher.page.getByRole("button", { name: "Python", exact: true })).toBeVisible();
  await take(teacher.page, "code-room-empty", { fullPage: false });
  await code.addFile("flower.py", PROGRAM);
  await code.run();
  await expect(code.output).toContainText("A flower with 8 petals");
  await teacher.page.getByRole("button", { name: "For everyone" }).click();
  await teacher.page.getByRole("menuitem", { name: "Everyone sees what I see" }).click();
  await expect(student.page.getByText("You see what the teacher looks at.")).toBeVisible();
  await take(teacher.page, "code-room", { fullPage: false });
  await take(student.page, "code-room-student", { fullPage: false });
  await teacher.page.getByRole("button", { name: "More", exact: true }).click();
  await take(teacher.page, "code-room-more", { fullPage: false });
});

test("code in French", async ({ people, teaching }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const session = await people.session(teacher, { title: "Les fractions, deuxième cours" });
  await toFrench(teacher);
  const { page } = teacher;
  await page.goto(`/sessions/${session.id}`);
  await expect(page.getByRole("link", { name: "Code", exact: true })).toBeVisible();
  await take(page, "fr-code-session");
  await page.goto(`/sessions/${session.id}/code`);
  await page.getByRole("button", { name: "Python", exact: true }).click();
  await expect(page.getByRole("tab", { name: "main.py" })).toBeVisible();
  await take(page, "fr-code", { fullPage: false });
  await page.goto(session.link);
  await page.locator("[data-join]").click();
  await expect(page.getByRole("toolbar", { name: "Commandes" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("tab", { name: "main.py" })).toBeVisible();
  await take(page, "fr-code-room", { fullPage: false });
});
