import { chromium, firefox, type Browser } from "@playwright/test";

import { CHROMIUM, FIREFOX } from "../support/browsers.ts";
import { expectToHear, expectToSee } from "../support/media.ts";
import { meet } from "../support/room.ts";
import { test } from "../support/test.ts";

/** One call between Chromium and Firefox, with each of them on each side. */

let browsers: { Chromium: Browser; Firefox: Browser };

test.beforeAll(async () => {
  browsers = { Chromium: await chromium.launch(CHROMIUM), Firefox: await firefox.launch(FIREFOX) };
});

test.afterAll(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
});

for (const [teaching, learning] of [["Chromium", "Firefox"], ["Firefox", "Chromium"]] as const) {
  test(`a teacher in ${teaching} and a student in ${learning} see and hear each other`, async ({ people }) => {
    const teacher = await people.teacher(browsers[teaching]);
    const student = await people.student(browsers[learning]);
    await meet(teacher, student, await people.session(teacher));
    await expectToSee(teacher.page, student.name);
    await expectToSee(student.page, teacher.name);
    await expectToHear(teacher.page);
    await expectToHear(student.page);
  });
}
