import { CodePage } from "../support/code.ts";
import { expect, test } from "../support/test.ts";

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

for (const colorScheme of ["light", "dark"] as const) {
  test(`code, ${colorScheme}`, async ({ people, browser }, testInfo) => {
    const teacher = await people.teacher(browser);
    await teacher.page.emulateMedia({ colorScheme });
    const session = await people.session(teacher);
    const code = await CodePage.open(teacher.page, session);
    const picture = (name: string) => teacher.page.screenshot({ path: testInfo.outputPath(`${colorScheme}-${name}.png`) });
    await picture("empty");
    await code.addFile("flower.py", PROGRAM);
    await code.run();
    await expect(code.output).toContainText("A flower with 8 petals");
    await picture("turtle");
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
    await teacher.page.setViewportSize({ width: 390, height: 844 });
    await picture("phone");
    await code.tab("flower.py").click();
    await picture("phone-turtle");
    await teacher.page.setViewportSize({ width: 820, height: 1180 });
    await picture("tablet");
  });
}
