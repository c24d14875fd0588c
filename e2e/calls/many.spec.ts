import { chromium, type Page } from "@playwright/test";

import { CHROMIUM } from "../support/browsers.ts";
import { openConnections, openTracks } from "../support/devices.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { enter, leave, letIn, meet, quieten } from "../support/room.ts";
import { smallCamera } from "../support/small-camera.ts";
import { expect, test } from "../support/test.ts";

/** What a page holds once it has stopped changing: a page keeps a connection in reserve, which it makes in its own time. */
async function settled(page: Page): Promise<{ connections: number; tracks: number }> {
  let last = "";
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify([await openConnections(page), await openTracks(page)]);
      return last === before;
    }, { intervals: [2000] })
    .toBe(true);
  return { connections: await openConnections(page), tracks: await openTracks(page) };
}

test("30 joins and leaves leave nothing behind", { tag: "@chromium" }, async ({ people, browser, server }) => {
  test.setTimeout(600_000);
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await meet(teacher, student, session);
  const before = { teacher: await settled(teacher.page), student: await settled(student.page), files: server.openFiles() };

  for (let round = 0; round < 30; round += 1) {
    await leave(student.page);
    await expect(tile(teacher.page, student.name)).toBeHidden();
    await student.page.getByRole("button", { name: "Go back in" }).click();
    await student.page.getByRole("button", { name: /^(Join now|Open the room)$/ }).click();
    await expect(tile(teacher.page, student.name)).toBeVisible();
  }

  await expectToSee(teacher.page, student.name);
  await expectToSee(student.page, teacher.name);
  expect(await settled(teacher.page), "the teacher's connections and devices").toEqual(before.teacher);
  expect(await settled(student.page), "the student's connections and devices").toEqual(before.student);
  const inSession = `participant_id IN (SELECT id FROM participants WHERE session_id = '${session.id}')`;
  expect(server.count(`SELECT count(*) FROM participants WHERE session_id = '${session.id}'`)).toBe(2);
  expect(server.count(`SELECT count(*) FROM room_tokens WHERE revoked_at IS NULL AND ${inSession}`)).toBe(2);
  expect(server.openFiles(), "files and sockets of the server").toBeLessThanOrEqual(before.files + 4);
});

test("four people see and hear each other", { tag: "@chromium" }, async ({ people }) => {
  test.setTimeout(600_000);
  const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, smallCamera()] });
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { capacity: 3 });
  const everyone = [teacher];
  await quieten(teacher.page);
  await enter(teacher.page, session);
  for (const name of ["Ada Lovelace", "Emmy Noether", "Alan Turing"]) {
    const student = await people.student(browser, name);
    await quieten(student.page);
    await enter(student.page, session);
    await letIn(teacher.page, name);
    await expect(tile(student.page, teacher.name)).toBeVisible();
    everyone.push(student);
  }
  for (const one of everyone) {
    const others = everyone.filter((person) => person !== one);
    await Promise.all(others.map(({ name }) => expectToSee(one.page, name, { patience: 60_000 })));
    await expectToHear(one.page, others.length);
  }
  await browser.close();
});
