import { chromium, firefox, type Browser } from "@playwright/test";

import { CHROMIUM, FIREFOX } from "../support/browsers.ts";
import { expectToSee } from "../support/media.ts";
import { checkPerson, wordsOf } from "../support/privacy.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

let teaching: Browser;
let learning: Browser;

test.beforeAll(async () => {
  [teaching, learning] = [await chromium.launch(CHROMIUM), await firefox.launch(FIREFOX)];
});

test.afterAll(async () => {
  await teaching.close();
  await learning.close();
});

test("a teacher in Chromium and a student in Firefox see the same code", async ({ people }) => {
  const teacher = await people.teacher(teaching);
  const student = await people.student(learning);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(teacher.page, student.name);
  const here = await checkPerson(teacher.page, student.name, { isHost: true });
  const there = await checkPerson(student.page, teacher.name);
  const words = await wordsOf(here, `Code with ${student.name}`);
  expect(await wordsOf(there, `Code with ${teacher.name}`)).toBe(words);
});
