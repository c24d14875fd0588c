import { mergeTests } from "@playwright/test";

import { toFrench } from "../support/language.ts";
import { expectToSee, tile } from "../support/media.ts";
import { openPeople } from "../support/panel.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { enter, letIn, meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

/** Pictures of what is in the room besides people: panels, a screen on the stage, menus. See results/pictures. */

const test = mergeTests(plain, portraits);
test.describe.configure({ timeout: 300_000 });

test("a class of three", async ({ people, teaching, learning, browser }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const other = await people.student(browser, "Ada Lovelace");
  const session = await people.session(teacher, { capacity: 3 });
  await meet(teacher, student, session);
  await enter(other.page, session);
  await letIn(teacher.page, other.name);
  await expect(tile(teacher.page, other.name)).toBeVisible();
  await expectToSee(teacher.page, student.name);

  await student.page.getByRole("button", { name: "Raise your hand" }).click();
  await other.page.getByRole("button", { name: "React" }).click();
  await other.page.getByRole("menuitem", { name: "Applause" }).click();
  await take(teacher.page, "class", { fullPage: false });
  await openPeople(teacher.page);
  await take(teacher.page, "class-people", { fullPage: false });
  await teacher.page.getByRole("button", { name: "Room rules" }).click();
  await take(teacher.page, "class-rules", { fullPage: false });
  await teacher.page.keyboard.press("Escape");

  await student.page.getByRole("button", { name: "Share your screen" }).click();
  await expect(teacher.page.locator("[data-screen-of] video")).toBeVisible();
  await take(teacher.page, "class-screen", { fullPage: false });
  await take(student.page, "class-own-screen", { fullPage: false });
  await teacher.page.getByRole("button", { name: "More", exact: true }).click();
  await take(teacher.page, "class-more", { fullPage: false });
  await teacher.page.keyboard.press("Escape");
  await teacher.page.keyboard.press("?");
  await take(teacher.page, "class-keys", { fullPage: false });

  await student.page.getByRole("button", { name: "Chat" }).click();
  const field = student.page.getByRole("textbox", { name: /^Your message/ });
  await field.fill("I have **two** questions:\n\n1. Is `1/3 + 1/6` the same as ½?\n2. See https://example.org/fractions");
  await field.press("Enter");
  await teacher.page.keyboard.press("m");
  await expect(teacher.page.getByText("questions:")).toBeVisible();
  await take(teacher.page, "class-chat", { fullPage: false });
});

test("a class in French", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const session = await people.session(teacher, { title: "Les fractions, deuxième cours", capacity: 3 });
  for (const person of [teacher, student]) await toFrench(person);
  const { page } = teacher;
  await page.goto(session.link);
  await expect(page.locator("[data-join]")).toBeEnabled();
  await take(page, "fr-green-room");
  await page.locator("[data-join]").click();
  await student.page.goto(session.link);
  await student.page.locator("[data-join]").click();
  await page.getByRole("button", { name: "Faire entrer" }).click();
  await expect(page.locator("[data-participant-id] video")).toBeVisible();
  await student.page.getByRole("button", { name: "Lever la main" }).click();
  await page.keyboard.press("p");
  await take(page, "fr-people", { fullPage: false });
  await page.getByRole("button", { name: "Règles de la salle" }).click();
  await take(page, "fr-rules", { fullPage: false });
  await student.page.getByRole("button", { name: "Partager votre écran" }).click();
  await expect(page.locator("[data-screen-of] video")).toBeVisible();
  await take(student.page, "fr-own-screen", { fullPage: false });
  await page.keyboard.press("m");
  await student.page.keyboard.press("m");
  await student.page.getByRole("textbox", { name: /^Votre message/ }).pressSequentially("Bonjour, j’ai **deux** questions.");
  await student.page.keyboard.press("Enter");
  await expect(page.getByRole("article").filter({ hasText: "questions." })).toBeVisible();
  await take(page, "fr-chat", { fullPage: false });
  await page.keyboard.press("Escape"); // in the field it would be a question mark
  await page.keyboard.press("?");
  await take(page, "fr-keys", { fullPage: false });
});
