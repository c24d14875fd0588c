import { chromium } from "@playwright/test";

import { CHROMIUM } from "../support/browsers.ts";
import { expectCarrier, expectSamePicture, markPicture } from "../support/carrier.ts";
import { groupTest, hasLiveKit } from "../support/livekit.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import type { Person } from "../support/people.ts";
import { enter, letIn, quieten } from "../support/room.ts";
import { smallCamera } from "../support/small-camera.ts";

/** With the settings as they come: four people in a mesh, more over LiveKit. */
const test = groupTest();

test.skip(!hasLiveKit, "LiveKit is not here: make sfu");

async function expectAllToMeet(everyone: Person[]): Promise<void> {
  for (const one of everyone) {
    const others = everyone.filter((person) => person !== one);
    await Promise.all(others.map(({ name }) => expectToSee(one.page, name, { patience: 60_000 })));
    await expectToHear(one.page, others.length);
  }
}

test("four people meet in a mesh, and with two more go on over LiveKit", { tag: "@chromium" }, async ({ people, server }) => {
  test.setTimeout(600_000);
  const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, smallCamera()] });
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { capacity: 5 });
  const everyone = [teacher];
  await quieten(teacher.page);
  await enter(teacher.page, session);
  const come = async (name: string) => {
    const student = await people.student(browser, name);
    await quieten(student.page);
    await enter(student.page, session);
    await letIn(teacher.page, name);
    await tile(student.page, teacher.name).waitFor();
    everyone.push(student);
  };
  for (const name of ["Ada Lovelace", "Emmy Noether", "Alan Turing"]) await come(name);
  await expectAllToMeet(everyone);
  await markPicture(teacher.page, "Ada Lovelace");

  for (const name of ["Sophie Germain", "Srinivasa Ramanujan"]) await come(name);
  await expectCarrier(server, session, "sfu");
  await expectAllToMeet(everyone);
  await expectSamePicture(teacher.page, "Ada Lovelace");
  await browser.close();
});
