import type { Locator, Page } from "@playwright/test";

/** What a host does in the panel of people. */

export async function openPeople(page: Page): Promise<Locator> {
  const panel = page.getByRole("complementary", { name: "People" });
  if (!(await panel.isVisible())) await page.getByRole("button", { name: /^People/ }).click();
  return panel;
}

/** Chooses something from the menu of somebody in the list. */
export async function choose(host: Page, name: string, deed: string): Promise<void> {
  const panel = await openPeople(host);
  await panel.getByRole("button", { name: `What you can do with ${name}` }).click();
  await host.getByRole("menuitem", { name: deed }).click();
}

/** Presses a switch of the room's rules. */
export async function rule(host: Page, name: string): Promise<Locator> {
  const panel = await openPeople(host);
  const rules = panel.getByRole("button", { name: "Room rules" });
  if ((await rules.getAttribute("aria-expanded")) === "false") await rules.click();
  const rule = panel.getByRole("switch", { name, exact: true });
  await rule.click();
  return rule;
}
