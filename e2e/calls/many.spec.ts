import type { Page } from "@playwright/test";

import { openConnections, openTracks } from "../support/devices.ts";
import { expectToSee, tile } from "../support/media.ts";
import { leave, meet } from "../support/room.ts";
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
