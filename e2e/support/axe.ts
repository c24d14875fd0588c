import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No serious or critical finding of axe (WCAG 2.2 A and AA, and best practices) on the page as it stands, `foreign` parts left out. */
export async function expectAxeToBeContent(page: Page, foreign: string[] = []): Promise<void> {
  const { violations } = await foreign.reduce((axe, part) => axe.exclude(part), new AxeBuilder({ page })).analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`);
  expect(serious.join("\n")).toBe("");
}
