import { expectCarrier } from "../support/carrier.ts";
import { gather, say } from "../support/crowd.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import type { Person } from "../support/people.ts";
import { enter, letIn, quieten } from "../support/room.ts";
import { expect } from "../support/test.ts";

const test = groupTest({ CHALKROOM_MESH_RETURN_SECONDS: "2" });
/** Two cores cannot give six browsers a camera; these two speak the protocol, have a microphone, and draw nothing. */
const LATER = ["Alan Turing", "Grace Hopper"];

async function expectAllTogether(everyone: readonly Person[], audible: number): Promise<void> {
  for (const one of everyone) {
    const others = everyone.filter((person) => person !== one);
    await Promise.all(others.map(({ name }) => expectToSee(one.page, name, { patience: 60_000 })));
    await expectToHear(one.page, audible - 1);
  }
}

test("four people in a mesh become six over LiveKit, and four again", { tag: "@chromium" }, async ({ people, browser, server }) => {
  test.setTimeout(600_000);
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { capacity: 5, allow_guests: true });
  const everyone = [teacher];
  await quieten(teacher.page);
  await enter(teacher.page, session);
  for (const name of ["Ada Lovelace", "Emmy Noether", "Sofia Kovalevskaya"]) {
    const student = await people.student(browser, name);
    await quieten(student.page);
    await enter(student.page, session);
    await letIn(teacher.page, name);
    await expect(tile(student.page, teacher.name)).toBeVisible();
    everyone.push(student);
  }
  await expectAllTogether(everyone, 4);

  const { page: crowd } = await people.stranger(browser);
  await gather(crowd, teacher.page, session, LATER, { audible: true });
  await expectCarrier(server, session, "sfu");
  for (const name of LATER) await expect(tile(teacher.page, name)).toBeVisible();
  await expectAllTogether(everyone, 6);

  for (const name of LATER) await say(crowd, name, [["leave-session", {}]], 0);
  for (const name of LATER) await expect(tile(teacher.page, name)).toBeHidden();
  await expectCarrier(server, session, "mesh");
  await expectAllTogether(everyone, 4);
});
