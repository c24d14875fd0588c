import { mergeTests } from "@playwright/test";

import { bothBrowsers } from "../support/both-browsers.ts";
import { expectToSee } from "../support/media.ts";
import { checkPerson, wordsOf } from "../support/privacy.ts";
import { meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

const test = mergeTests(plain, bothBrowsers);

test("a teacher in Chromium and a student in Firefox see the same code", async ({ people, chromiums, firefoxes }) => {
  const teacher = await people.teacher(chromiums);
  const student = await people.student(firefoxes);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(teacher.page, student.name);
  const here = await checkPerson(teacher.page, student.name, { isHost: true });
  const there = await checkPerson(student.page, teacher.name);
  const words = await wordsOf(here, `Code with ${student.name}`);
  expect(await wordsOf(there, `Code with ${teacher.name}`)).toBe(words);
});
