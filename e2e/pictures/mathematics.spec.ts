import { painted } from "../support/board.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { expect, test } from "../support/test.ts";

/** Pictures of formulas and graphs on the board, and of how they are written. See results/pictures. */

for (const language of ["en", "fr"] as const) {
  test(`mathematics, ${language}`, async ({ people, browser }) => {
    const teacher = await people.teacher(browser, "Marie Laurent");
    const session = await people.session(teacher);
    if (language === "fr") await toFrench(teacher);
    const { page } = teacher;
    const texts = { en: ["Formula", "Keyboard", "Insert", "Graph of a function", "Add a function"], fr: ["Formule", "Clavier", "Insérer", "Courbe d’une fonction", "Ajouter une fonction"] };
    const [formula, keyboard, insert, graph, add] = texts[language].map((name) => page.getByRole("button", { name, exact: true }));
    const prefix = language === "fr" ? "fr-" : "";
    await page.goto(`/sessions/${session.id}/board`);
    await expect(page.locator("[data-board=open]")).toBeVisible();

    await formula!.click();
    await expect(page.locator("math-field:focus-within")).toBeVisible();
    await page.keyboard.type("x=1/2a");
    await page.keyboard.press("End");
    await page.keyboard.type("+sqrt(b^2");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("-4ac)");
    await keyboard!.click();
    await expect(page.locator(".MLK__plate")).toBeVisible();
    await take(page, `${prefix}formula`, { fullPage: false });
    await page.getByRole("radio", { name: "LaTeX" }).check({ force: true });
    await take(page, `${prefix}formula-latex`, { fullPage: false });
    await insert!.click();
    await expect(page.getByRole("dialog")).toBeHidden();

    await graph!.click();
    await page.getByRole("dialog").getByRole("textbox").first().pressSequentially("y = a sin(bx)");
    await add!.click();
    await page.getByRole("dialog").getByRole("textbox").nth(1).pressSequentially("x^2/8 − 3");
    await take(page, `${prefix}graph`, { fullPage: false });
    await insert!.click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect.poll(() => painted(page)).toBeGreaterThan(1_000);
    await take(page, `${prefix}mathematics`, { fullPage: false });
  });
}
