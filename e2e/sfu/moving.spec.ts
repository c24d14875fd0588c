import type { Page } from "@playwright/test";

import { expectCarrier, expectSamePicture, markPicture } from "../support/carrier.ts";
import { letInEar, soundWatched, watchSound } from "../support/gaps.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import { expect } from "../support/test.ts";

/** So that three people are a group already: a room of four in a mesh keeps this machine busy enough. */
const test = groupTest({ CHALKROOM_MESH_LIMIT: "2", CHALKROOM_MESH_RETURN_SECONDS: "2" });
const LONGEST_GAP_MS = 2_000;

async function expectNoGap(page: Page, whom: string): Promise<void> {
  const { longestGapMs, doubled } = await soundWatched(page);
  console.log(`nothing heard of ${whom} for ${Math.round(longestGapMs)} ms`);
  expect(longestGapMs, `milliseconds without ${whom}`).toBeLessThan(LONGEST_GAP_MS);
  expect(doubled, `${whom} was heard twice`).toBe(false);
}

test("the third person moves the room to LiveKit, and when they leave it comes back", async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const third = await people.student(browser, "Emmy Noether");
  const session = await people.session(teacher, { capacity: 2 });
  for (const person of [teacher, student, third]) await quieten(person.page);
  await letInEar(teacher.page);
  await letInEar(student.page);
  await meet(teacher, student, session);
  await expectToSee(student.page, teacher.name);
  await expectToSee(teacher.page, student.name);
  await markPicture(student.page, teacher.name);
  await markPicture(teacher.page, student.name);

  await watchSound(student.page);
  await watchSound(teacher.page);
  await enter(third.page, session);
  await letIn(teacher.page, third.name);
  await expectCarrier(server, session, "sfu");
  await expectNoGap(student.page, teacher.name);
  await expectNoGap(teacher.page, student.name);

  for (const [one, others] of [[teacher, [student, third]], [student, [teacher, third]], [third, [teacher, student]]] as const) {
    for (const { name } of others) await expectToSee(one.page, name);
    await expectToHear(one.page, 2);
  }
  await expectSamePicture(student.page, teacher.name);
  await expectSamePicture(teacher.page, student.name);

  await watchSound(student.page);
  await watchSound(teacher.page);
  await third.page.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(tile(teacher.page, third.name)).toBeHidden();
  await expectCarrier(server, session, "mesh");
  await expectNoGap(student.page, teacher.name);
  await expectNoGap(teacher.page, student.name);
  await expectToSee(student.page, teacher.name);
  await expectToSee(teacher.page, student.name);
  await expectToHear(student.page);
  await expectToHear(teacher.page);
  await expectSamePicture(student.page, teacher.name);
  await expectSamePicture(teacher.page, student.name);
});
