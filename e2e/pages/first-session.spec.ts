import { randomUUID } from "node:crypto";

import { expect, test } from "../support/test.ts";

test("from the landing page to a session with its link, in under 30 seconds", async ({ page }) => {
  await page.goto("/");
  const begin = Date.now();
  await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
  await page.getByRole("radio", { name: /I teach/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("Marie Curie");
  await page.getByLabel("E-mail address").fill(`${randomUUID()}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("a long walk by the river");
  await page.getByRole("button", { name: "Create the account" }).click();

  await page.getByRole("link", { name: "New session" }).first().click();
  const create = Date.now();
  await page.getByLabel("Title").fill("Fractions, second lesson");
  await page.getByRole("button", { name: "Create the session" }).click();
  await expect(page.getByRole("heading", { name: "Fractions, second lesson" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy the link" })).toBeVisible();
  const took = { all: Date.now() - begin, creating: Date.now() - create };
  test.info().annotations.push({ type: "milliseconds", description: JSON.stringify(took) });
  expect(took.all).toBeLessThan(30_000);
});

test("a visitor who signs in goes on to the page they wanted", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const { page } = await people.stranger(browser);
  await page.goto(`/sessions/${session.id}`);
  await page.getByLabel("E-mail address").fill(teacher.email);
  await page.getByLabel("Password", { exact: true }).fill(teacher.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: session.title })).toBeVisible();
});

test("a stranger's session is not found", async ({ people, browser }) => {
  const session = await people.session(await people.teacher(browser));
  const { page } = await people.teacher(browser, "Emmy Noether");
  await page.goto(`/sessions/${session.id}`);
  await expect(page.getByText(session.title)).toBeHidden();
  await expect(page.getByRole("heading", { name: "This session did not load" })).toBeVisible();
});
