import { expectCarrier } from "../support/carrier.ts";
import { cannotRecord, expectCopy } from "../support/copies.ts";
import { countTheTime } from "../support/counting.ts";
import { groupTest } from "../support/livekit.ts";
import { recordingOf } from "../support/recorded.ts";
import { chunksOf, openRecording } from "../support/recording.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import { expect } from "../support/test.ts";

const test = groupTest({ CHALKROOM_MESH_LIMIT: "2" });

test("over a media server, too, a peer records what it receives, and the next one when it leaves", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const ada = await people.student(browser);
  const emmy = await people.student(browser, "Emmy Noether");
  await cannotRecord(emmy.context);
  await countTheTime(emmy.context);
  const session = await people.session(teacher, { capacity: 2, recording: "automatic" });
  for (const { page } of [teacher, ada, emmy]) await quieten(page);
  await meet(teacher, ada, session);
  await enter(emmy.page, session);
  await letIn(teacher.page, emmy.name);
  await expectCarrier(server, session, "sfu");
  const copiedBy = (name: string) => expect(emmy.page.getByText(`is recorded by ${name}’s browser instead`)).toBeVisible();
  await copiedBy(teacher.name);
  for (const kind of ["microphone", "camera"] as const) {
    const before = chunksOf(server, session, emmy, kind);
    await expect.poll(() => chunksOf(server, session, emmy, kind)).toBeGreaterThan(before + 4);
  }

  await teacher.page.reload();
  await copiedBy(ada.name);
  const row = (await openRecording(ada.page)).getByRole("listitem").filter({ hasText: emmy.name });
  await expect(row).toContainText("Recorded by your browser.");
  const copied = `SELECT count(*) FROM recorded_tracks JOIN recordings ON recordings.id = recording_id JOIN participants ON participants.id = copied_by WHERE recordings.session_id = '${session.id}' AND participants.name = '${ada.name}'`;
  await expect.poll(() => server.count(copied)).toBeGreaterThan(1);
  await teacher.page.getByRole("button", { name: "Join now", exact: true }).click();
  await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  await expect(teacher.page.getByRole("heading", { name: "The session is over" })).toBeVisible();
  await expectCopy(teacher, await recordingOf(teacher, session), emmy, [teacher, ada]);
});
