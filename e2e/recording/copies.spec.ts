import { cannotRecord, expectCopy } from "../support/copies.ts";
import { countTheTime } from "../support/counting.ts";
import { recordingOf } from "../support/recorded.ts";
import { chunksOf, expectRecording, isWhole, openRecording, tracksOf } from "../support/recording.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

test("somebody whose browser cannot record is recorded by another's, and told so", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await cannotRecord(student.context);
  await countTheTime(student.context);
  const session = await people.session(teacher, { recording: "automatic" });
  await student.page.goto(session.link);
  await expect(student.page.getByText("This browser cannot record. If somebody else’s can")).toBeVisible();
  await meet(teacher, student, session);

  await expect(student.page.getByText(`is recorded by ${teacher.name}’s browser instead`)).toBeVisible();
  const panel = await openRecording(teacher.page);
  const row = panel.getByRole("listitem").filter({ hasText: student.name });
  await expect(row).toContainText("Recorded by your browser.");
  await expect(row).toContainText(/Saved up to \d/);
  for (const kind of ["microphone", "camera"] as const) {
    await expect.poll(() => chunksOf(server, session, student, kind)).toBeGreaterThan(4);
    await expect.poll(() => chunksOf(server, session, teacher, kind)).toBeGreaterThan(0);
  }

  await test.step("what they switch off is copied no further", async () => {
    await student.page.getByRole("button", { name: "Mute the microphone", exact: true }).click();
    await student.page.getByRole("button", { name: "Switch the camera off", exact: true }).click();
    await expect.poll(() => isWhole(server, session, student)).toBe(true);
    const before = tracksOf(server, session, student);
    await student.page.getByRole("button", { name: "Unmute the microphone", exact: true }).click();
    await expect.poll(() => tracksOf(server, session, student)).toBe(before + 1);
  });

  await test.step("nothing is copied during a pause", async () => {
    await panel.getByRole("button", { name: "Pause" }).click();
    await expectRecording(student.page, "Paused");
    await expect.poll(() => isWhole(server, session, student)).toBe(true);
  });

  await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  await expect(teacher.page.getByRole("heading", { name: "The session is over" })).toBeVisible();
  await expectCopy(teacher, await recordingOf(teacher, session), student, [teacher]);
});

test("who takes back their yes is copied no further, and nothing of them is shown", async ({ server, people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await cannotRecord(student.context);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  for (const kind of ["microphone", "camera"] as const) {
    await expect.poll(() => chunksOf(server, session, student, kind)).toBeGreaterThan(0);
  }
  const before = tracksOf(server, session, student);

  await (await openRecording(student.page)).getByRole("button", { name: "Stop recording me" }).click();
  await student.page.getByRole("alertdialog").getByRole("button", { name: "Keep me out" }).click();
  const row = (await openRecording(teacher.page)).getByRole("listitem").filter({ hasText: student.name });
  await expect(row).toContainText("Not recorded");
  const chunks = chunksOf(server, session, student, "microphone");
  await expect.poll(() => chunksOf(server, session, teacher, "microphone")).toBeGreaterThan(chunks + 3);
  expect(chunksOf(server, session, student, "microphone")).toBe(chunks);
  expect(tracksOf(server, session, student)).toBe(before);
});
