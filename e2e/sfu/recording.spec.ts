import { expectCarrier } from "../support/carrier.ts";
import { groupTest } from "../support/livekit.ts";
import { probe } from "../support/probe.ts";
import { manifestOf, recordingOf } from "../support/recorded.ts";
import { chunksOf, expectRecording } from "../support/recording.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import { expect } from "../support/test.ts";

/** A group over LiveKit records as two people do: each browser itself. */
const test = groupTest({ CHALKROOM_MESH_LIMIT: "2" });

test("a group is recorded through its move to LiveKit, everybody by their own browser", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const ada = await people.student(browser);
  const emmy = await people.student(browser, "Emmy Noether");
  const everybody = [teacher, ada, emmy];
  const session = await people.session(teacher, { capacity: 2, recording: "automatic" });
  for (const { page } of everybody) await quieten(page);
  await meet(teacher, ada, session);
  await expectRecording(ada.page, "Recording");
  await expect.poll(() => chunksOf(server, session, ada, "camera")).toBeGreaterThan(0);

  await enter(emmy.page, session);
  await letIn(teacher.page, emmy.name);
  await expectCarrier(server, session, "sfu");
  await expectRecording(emmy.page, "Recording");
  for (const person of everybody) {
    const before = chunksOf(server, session, person, "camera");
    await expect.poll(() => chunksOf(server, session, person, "camera")).toBeGreaterThan(before + 1);
  }

  await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  const recordingId = await recordingOf(teacher, session);
  await expect.poll(async () => (await manifestOf(teacher, recordingId)).state).toBe("ready");
  const { people: recorded, tracks } = await manifestOf(teacher, recordingId);
  expect(recorded.map(({ name }) => name).sort()).toEqual(everybody.map(({ name }) => name).sort());
  for (const { id } of recorded) {
    // The camera goes on through the move: it is captured at its source, not where it is sent to.
    const own = tracks.filter(({ participant_id }) => participant_id === id);
    expect(own.map(({ kind }) => kind).sort()).toEqual(["camera", "microphone"]);
    for (const { src } of own) expect((await probe(await (await teacher.page.request.get(src)).body())).frames).toBeGreaterThan(10);
  }
});
