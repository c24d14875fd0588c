import { take } from "../support/pictures.ts";
import { expectRecording, openRecording } from "../support/recording.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** What people see of the recording, before and in the room. See results/pictures. */
test("a lesson that is recorded", async ({ people, browser }) => {
  const teacher = await people.teacher(browser, "Marie Laurent");
  const student = await people.student(browser, "Samuel Diallo");
  const session = await people.session(teacher, { recording: "automatic" });
  await teacher.page.goto(`/sessions/${session.id}/edit`);
  await expect(teacher.page.getByRole("radio", { name: "Automatic" })).toBeChecked();
  await take(teacher.page, "recording-form");
  await student.page.goto(session.link);
  await expect(student.page.getByRole("button", { name: "Ask to join" })).toBeEnabled();
  await take(student.page, "recording-green");
  await meet(teacher, student, session);
  await expectRecording(student.page, "Recording");
  await expect((await openRecording(teacher.page)).getByText(/^Saved up to \d/)).toHaveCount(2);
  await take(teacher.page, "recording-panel", { fullPage: false });
  await (await openRecording(student.page)).getByRole("button", { name: "Pause" }).click();
  await expectRecording(student.page, "Paused");
  await take(student.page, "recording-paused", { fullPage: false });
});
