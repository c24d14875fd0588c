import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { tile } from "../support/media.ts";
import { enter, leave, letIn } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** Every page, light and dark, without a serious or critical finding of axe (WCAG 2.2 A and AA, and best practices). */

const PUBLIC = ["/", "/join", "/login", "/register", "/forgot-password", "/reset-password", "/confirm-email", "/nowhere"];
const SIGNED_IN = ["/dashboard", "/sessions", "/sessions/new", "/account"];

async function expectNothingSerious(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  expect(serious.join("\n")).toBe("");
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const path of PUBLIC) {
      test(path, async ({ page }) => {
        await page.goto(path);
        await expectNothingSerious(page);
      });
    }

    test("pages of somebody who is signed in", async ({ people, browser }) => {
      const teacher = await people.teacher(browser);
      await teacher.page.emulateMedia({ colorScheme });
      const session = await people.session(teacher);
      for (const path of [...SIGNED_IN, `/sessions/${session.id}`, `/sessions/${session.id}/edit`]) {
        await test.step(path, async () => {
          await teacher.page.goto(path);
          await expect(teacher.page.getByRole("button", { name: `Account menu of ${teacher.name}` })).toBeVisible();
          await expectNothingSerious(teacher.page);
        });
      }
    });
  });
}

test("green room, waiting room, room and its end", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  const check = (name: string, page: Page) => test.step(name, () => expectNothingSerious(page));

  await teacher.page.goto(session.link);
  await expect(teacher.page.getByRole("button", { name: "Open the room" })).toBeEnabled();
  await check("green room", teacher.page);
  await enter(teacher.page, session);
  await enter(student.page, session);
  await expect(student.page.getByRole("heading", { name: "You are in the waiting room" })).toBeVisible();
  await check("waiting room", student.page);
  await expect(teacher.page.getByText(`${student.name} would like to come in.`)).toBeVisible();
  await check("somebody knocks", teacher.page);
  await letIn(teacher.page, student.name);
  await expect(tile(student.page, teacher.name)).toBeVisible();
  await check("room", student.page);
  await student.page.getByRole("button", { name: /^People/ }).click();
  await check("people", student.page);
  await leave(student.page);
  await expect(student.page.getByRole("heading", { name: "You left the room" })).toBeVisible();
  await check("after leaving", student.page);
});
