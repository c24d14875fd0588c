import type { Page } from "@playwright/test";

import { board, drag, expectBoard } from "../support/board.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** A replay, and what its teacher does with it. See results/pictures. */
test("a replay and what is made of it", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student }) => {
      await student.page.getByRole("button", { name: /^Chat/ }).click();
      const field = student.page.getByRole("textbox", { name: /^Your message/ });
      await field.fill("Is three quarters more than two thirds?");
      await field.press("Enter");
      await teacher.page.keyboard.press("k");
      await teacher.page.keyboard.press("b");
      await expectBoard(teacher.page);
      await drag(teacher.page, "ellipse", [[400, 200], [600, 300]]);
      await teacher.page.keyboard.press("Escape");
      await teacher.page.getByRole("button", { name: "For everyone" }).click();
      await teacher.page.getByRole("menuitem").first().click();
      await expect(board(student.page)).toBeVisible();
      await expect(teacher.page.getByLabel("Time since the start")).toHaveText(/0:[2-5]\d/);
    },
  });
  const { page, accessToken } = teacher;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const path = `/api/recordings/${recordingId}`;
  await page.request.put(`${path}/captions?language=fr`, {
    data: "WEBVTT\n\n00:00.000 --> 50:00.000\nTrois quarts, est-ce plus que deux tiers ?",
    headers: { ...headers, "Content-Type": "text/vtt" },
  });
  await page.request.post(`${path}/marks`, { data: { at_ms: 9_000, title: "Comparer des fractions" }, headers });
  await page.request.post(`${path}/exports`, { data: { kind: "chapters" }, headers });
  await people.session(teacher, { title: "Fractions, third lesson" });
  await toFrench(teacher);

  await page.goto("/recordings");
  await expect(page.getByRole("button", { name: /^Emporter/ })).toBeVisible();
  await take(page, "recordings-list", { fullPage: false });
  await page.getByRole("button", { name: /^Emporter/ }).click();
  await expect(page.getByRole("button", { name: "Créer le film" })).toBeVisible();
  await take(page, "replay-export", { fullPage: false });

  await page.goto(`/replay/${recordingId}?t=1`);
  await expect(page.getByRole("button", { name: /^Sous-titres : désactivés/ })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByText("Trois quarts")).toBeVisible();
  await page.getByText("Chapitres", { exact: true }).click();
  await take(page, "replay-people", { fullPage: false });
  await page.keyboard.press("9");
  await expect(page.getByRole("button", { name: "Continuer à partir d’ici" })).toBeVisible();
  await take(page, "replay-board", { fullPage: false });
  await page.setViewportSize({ width: 375, height: 667 });
  await expect.poll(() => coveredByNames(page)).toBeLessThan(0.3);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Continuer à partir d’ici" }).click();
  await expect(page.getByRole("radio", { name: /third lesson/ })).toBeVisible();
  await take(page, "replay-continue", { fullPage: false });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await page.getByRole("menuitem", { name: "Raccourcir" }).click();
  await page.getByRole("slider", { name: /^Début/ }).press("PageUp");
  await take(page, "replay-trim", { fullPage: false });
  await page.getByRole("button", { name: "Revenir" }).click();
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await page.getByRole("menuitem", { name: "Sous-titres" }).click();
  await expect(page.getByRole("button", { name: "Choisir un fichier" })).toBeVisible();
  await take(page, "replay-captions", { fullPage: false });
});

/** How much of the height of the small pictures their names cover at most. */
async function coveredByNames(page: Page): Promise<number> {
  const shares = await page.locator("[aria-label=Personnes] [data-person]").evaluateAll((tiles) =>
    tiles.map((tile) => [...tile.querySelectorAll("p")].at(-1)!.getBoundingClientRect().height / tile.getBoundingClientRect().height),
  );
  return Math.max(...shares);
}
