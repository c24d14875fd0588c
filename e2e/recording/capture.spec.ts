import type { Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { leave, meet } from "../support/room.ts";
import { chunksOf, expectRecording, isWhole, openRecording, tracksOf } from "../support/recording.ts";
import { expect, test } from "../support/test.ts";

test("a lesson records itself when the second person comes, and nothing of it is missing afterwards", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  for (const { page } of [teacher, student]) await expectRecording(page, "Recording");

  for (const person of [teacher, student]) {
    await expect.poll(() => chunksOf(server, session, person, "microphone")).toBeGreaterThan(1);
    await expect.poll(() => chunksOf(server, session, person, "camera")).toBeGreaterThan(1);
  }
  const panel = await openRecording(student.page);
  await expect(panel.getByText(/^Saved up to \d/)).toHaveCount(2);
  await expectAxeToBeContent(student.page);

  await leave(student.page);
  await leave(teacher.page);
  for (const person of [teacher, student]) await expect.poll(() => isWhole(server, session, person)).toBe(true);
});

test("a pause stops the capture on every device, and each may end it", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  await expectRecording(student.page, "Recording");
  await expect.poll(() => chunksOf(server, session, teacher, "microphone")).toBeGreaterThan(0);
  await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(0);

  await (await openRecording(student.page)).getByRole("button", { name: "Pause" }).click();
  for (const { page } of [teacher, student]) await expectRecording(page, "Paused");
  // Every track is closed: what was captured before the pause is there, and nothing more comes.
  for (const person of [teacher, student]) await expect.poll(() => isWhole(server, session, person)).toBe(true);
  const before = [teacher, student].map((person) => tracksOf(server, session, person));

  await (await openRecording(teacher.page)).getByRole("button", { name: "Go on recording" }).click();
  for (const { page } of [teacher, student]) await expectRecording(page, "Recording");
  for (const [index, person] of [teacher, student].entries()) {
    await expect.poll(() => tracksOf(server, session, person)).toBe(before[index]! * 2);
  }
  // What was captured has no part of the pause.
  const paused = "(SELECT max(at) FROM room_log WHERE session_id = recordings.session_id AND kind = 'recording_paused')";
  const resumed = "(SELECT max(at) FROM room_log WHERE session_id = recordings.session_id AND kind = 'recording_resumed')";
  const inside = `started_at BETWEEN ${paused} AND ${resumed}`;
  expect(server.count(`SELECT count(*) FROM recorded_tracks JOIN recordings ON recordings.id = recording_id WHERE recordings.session_id = '${session.id}' AND recorded_tracks.${inside}`)).toBe(0);
});

test("what is captured while the line is down is sent when it is back", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(0);

  await student.context.setOffline(true);
  await student.page.waitForTimeout(10_000); // the time without a line is what this is about
  const before = chunksOf(server, session, student, "microphone");
  await student.context.setOffline(false);
  // Ten seconds are five chunks.
  await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(before + 3);
  await leave(student.page);
  await expect.poll(() => isWhole(server, session, student)).toBe(true);
});

test("what a page could not send before it was closed is sent by the next one", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(0);

  await student.page.route("**/api/tracks/**", (route) => route.abort());
  await expect.poll(() => waiting(student.page)).toBeGreaterThan(3);
  await student.page.close();
  expect(isWhole(server, session, student)).toBe(false);

  const next = await student.context.newPage();
  await next.goto("/dashboard");
  await expect.poll(() => isWhole(server, session, student)).toBe(true);
  expect(await waiting(next)).toBe(0);
});

test("of somebody who wants to stay out of it nothing is captured", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "automatic" });
  await student.page.goto(session.link);
  await student.page.getByRole("switch", { name: "Keep me out of the recording" }).click();
  await expectAxeToBeContent(student.page);
  await meet(teacher, student, session); // loads the page again: the answer is remembered
  await expectRecording(student.page, "Recording");
  await expect.poll(() => chunksOf(server, session, teacher, "microphone")).toBeGreaterThan(2);
  expect(tracksOf(server, session, student)).toBe(0);
  const panel = await openRecording(teacher.page);
  await expect(panel.getByRole("listitem").filter({ hasText: student.name })).toContainText("Not recorded");

  await (await openRecording(student.page)).getByRole("button", { name: "Record me" }).click();
  await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(0);
  await student.page.getByRole("button", { name: "Stop recording me" }).click();
  await student.page.getByRole("alertdialog").getByRole("button", { name: "Keep me out" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: student.name })).toContainText("Not recorded");
});

test("a host starts and stops what records on request, and a session that is never recorded says nothing of it", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { recording: "on_request" });
  await meet(teacher, student, session);
  await expect(student.page.locator("[data-recording]")).toHaveCount(0);
  await teacher.page.keyboard.press("r");
  await teacher.page.getByRole("button", { name: "Start the recording" }).click();
  await expectRecording(student.page, "Recording");
  await teacher.page.getByRole("button", { name: "Stop", exact: true }).click();
  await teacher.page.getByRole("alertdialog").getByRole("button", { name: "Stop the recording" }).click();
  await expect(student.page.locator("[data-recording]")).toHaveCount(0);

  const quiet = await people.session(teacher, { recording: "never" });
  await student.page.goto(quiet.link);
  await expect(student.page.getByRole("button", { name: /^(Join now|Ask to join)$/ })).toBeVisible();
  await expect(student.page.getByText(/record/i)).toHaveCount(0);
});

/** Chunks that this browser keeps because the server does not have them. */
function waiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("chalkroom-recording");
        opening.onerror = () => reject(opening.error ?? new Error("no database"));
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction("chunks").objectStore("chunks").count();
          counting.onsuccess = () => {
            database.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
