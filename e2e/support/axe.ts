import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** A colour on its way from light to dark is neither: axe would measure it as it is. */
function stillness(): boolean {
  return document.getAnimations().every((animation) => animation.playState !== "running" || animation.effect?.getComputedTiming().iterations === Infinity);
}

/** No serious or critical finding of axe (WCAG 2.2 A and AA, and best practices) on the page as it stands, `foreign` parts left out. */
export async function expectAxeToBeContent(page: Page, foreign: string[] = []): Promise<void> {
  await page.waitForFunction(stillness);
  const { violations } = await foreign.reduce((axe, part) => axe.exclude(part), new AxeBuilder({ page })).analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`);
  expect(serious.join("\n")).toBe("");
}
