import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

import { openPeople } from "./panel.ts";

/** What the room says about who could see and hear it. */

export type Privacy = "direct" | "server" | "sealed" | "opened";

export async function expectPrivacy(page: Page, privacy: Privacy): Promise<void> {
  await expect(page.locator("[data-shield]")).toHaveAttribute("data-shield", privacy);
}

/** Opens what is behind the shield. */
export async function openPrivacy(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Privacy: / }).click();
  const dialog = page.getByRole("dialog", { name: "How private is this room?" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The eight words of the code with this name, as somebody would read them out. */
export async function wordsOf(dialog: Locator, code: string): Promise<string> {
  const pictures = dialog.getByRole("list", { name: code });
  await expect(pictures.getByRole("listitem")).toHaveCount(8);
  return (await pictures.getByRole("listitem").allInnerTexts()).map((text) => text.trim().split("\n").at(-1)).join(" ");
}

/** A host finds it in the person's menu, everybody else beside the person. */
export async function checkPerson(page: Page, name: string, { isHost = false } = {}): Promise<Locator> {
  const panel = await openPeople(page);
  if (isHost) {
    await panel.getByRole("button", { name: `What you can do with ${name}` }).click();
    await page.getByRole("menuitem", { name: "Check who you are connected to" }).click();
  } else {
    await panel.getByRole("button", { name: `Check who you are connected to: ${name}` }).click();
  }
  return page.getByRole("dialog", { name: `Code with ${name}` });
}

export async function expectNothingSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
