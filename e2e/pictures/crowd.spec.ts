import { mergeTests } from "@playwright/test";

import { gather } from "../support/crowd.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToSee } from "../support/media.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { meet } from "../support/room.ts";
import { expect } from "../support/test.ts";

/** Pictures of a class of many: the grid, its pages, and a strip beside whoever is large. See results/pictures. */

const test = mergeTests(groupTest(), portraits);
const FIRST = ["Amina", "Ben", "Chloé", "Dmitri", "Esther", "Farid", "Greta", "Hugo", "Inès", "Jonas", "Kofi", "Lucía", "Mehdi", "Nora", "Oscar"];
const LAST = ["Berger", "Okafor"];
const CLASS = LAST.flatMap((last) => FIRST.map((first) => `${first} ${last}`));

test.describe.configure({ timeout: 300_000 });

test("a class of thirty-two", async ({ people, teaching, learning, browser }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const session = await people.session(teacher, { capacity: 40, allow_guests: true });
  await meet(teacher, student, session);
  const { page: crowd } = await people.stranger(browser);
  await gather(crowd, teacher.page, session, CLASS);
  await expect(teacher.page.getByRole("navigation", { name: "Pages of people" })).toBeVisible();
  await expectToSee(teacher.page, student.name, { patience: 60_000 });
  await take(student.page, "crowd", { fullPage: false });
  await student.page.getByRole("button", { name: "Next page of people" }).click();
  await take(student.page, "crowd-next-page", { fullPage: false });
  await teacher.page.getByRole("button", { name: "More", exact: true }).click();
  await teacher.page.getByRole("menuitemradio", { name: "Follow the speaker" }).click();
  await take(teacher.page, "crowd-speaker", { fullPage: false });
});
