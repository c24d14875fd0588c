import { mergeTests } from "@playwright/test";

import { bothBrowsers } from "../support/both-browsers.ts";
import { expectToHear, expectToSee } from "../support/media.ts";
import { meet } from "../support/room.ts";
import { test as plain } from "../support/test.ts";

/** One call between Chromium and Firefox, with each of them on each side. */

const test = mergeTests(plain, bothBrowsers);

for (const [teaching, learning] of [["Chromium", "Firefox"], ["Firefox", "Chromium"]] as const) {
  test(`a teacher in ${teaching} and a student in ${learning} see and hear each other`, async ({ people, chromiums, firefoxes }) => {
    const browsers = { Chromium: chromiums, Firefox: firefoxes };
    const teacher = await people.teacher(browsers[teaching]);
    const student = await people.student(browsers[learning]);
    await meet(teacher, student, await people.session(teacher));
    await expectToSee(teacher.page, student.name);
    await expectToSee(student.page, teacher.name);
    await expectToHear(teacher.page);
    await expectToHear(student.page);
  });
}
