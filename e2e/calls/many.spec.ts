import { openConnections, openTracks } from "../support/devices.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { enter, leave, letIn, meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

test("30 joins and leaves leave nothing behind", { tag: "@chromium" }, async ({ people, browser, server }) => {
  test.setTimeout(300_000);
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await meet(teacher, student, session);
  const filesOfOne = server.openFiles();

  for (let round = 0; round < 30; round += 1) {
    await leave(student.page);
    await expect(tile(teacher.page, student.name)).toBeHidden();
    await student.page.getByRole("button", { name: "Go back in" }).click();
    await student.page.getByRole("button", { name: /^(Join now|Open the room)$/ }).click();
    await expect(tile(teacher.page, student.name)).toBeVisible();
  }

  await expectToSee(teacher.page, student.name);
  await expectToSee(student.page, teacher.name);
  for (const { page } of [teacher, student]) {
    expect(await openConnections(page), "peer connections").toBe(1);
    expect(await openTracks(page), "camera and microphone").toBe(2);
  }
  const inSession = `participant_id IN (SELECT id FROM participants WHERE session_id = '${session.id}')`;
  expect(server.count(`SELECT count(*) FROM participants WHERE session_id = '${session.id}'`)).toBe(2);
  expect(server.count(`SELECT count(*) FROM room_tokens WHERE revoked_at IS NULL AND ${inSession}`)).toBe(2);
  expect(server.openFiles(), "files and sockets of the server").toBeLessThanOrEqual(filesOfOne + 4);
});

test("six people see and hear each other", { tag: "@chromium" }, async ({ people, browser }) => {
  test.setTimeout(240_000);
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { capacity: 5 });
  await enter(teacher.page, session);
  const names = ["Ada Lovelace", "Emmy Noether", "Alan Turing", "Sophie Germain", "Srinivasa Ramanujan"];
  const students = [];
  for (const name of names) {
    const student = await people.student(browser, name);
    await enter(student.page, session);
    await letIn(teacher.page, name);
    await expect(tile(student.page, teacher.name)).toBeVisible();
    students.push(student);
  }
  const everyone = [teacher, ...students];
  for (const one of everyone) {
    for (const other of everyone.filter((person) => person !== one)) await expectToSee(one.page, other.name);
    await expectToHear(one.page, 5);
  }
});
