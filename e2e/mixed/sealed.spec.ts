import { mergeTests } from "@playwright/test";

import { bothBrowsers } from "../support/both-browsers.ts";
import { expectCarrier } from "../support/carrier.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToHear, expectToSee } from "../support/media.ts";
import { expectPrivacy, openPrivacy, wordsOf } from "../support/privacy.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import { expect } from "../support/test.ts";

const test = mergeTests(groupTest({ CHALKROOM_MESH_LIMIT: "2" }), bothBrowsers);

test("a sealed group over LiveKit opens in Firefox and in Chromium, with the same code", async ({ people, server, chromiums, firefoxes }) => {
  const teacher = await people.teacher(chromiums);
  const ada = await people.student(firefoxes);
  const emmy = await people.student(chromiums, "Emmy Noether");
  const everybody = [teacher, ada, emmy];
  const session = await people.session(teacher, { capacity: 2, end_to_end: true });
  for (const { page } of everybody) await quieten(page);
  await meet(teacher, ada, session);
  await enter(emmy.page, session);
  await letIn(teacher.page, emmy.name);
  await expectCarrier(server, session, "sfu");

  const codes = new Set<string>();
  for (const one of everybody) {
    for (const { name } of everybody.filter((person) => person !== one)) await expectToSee(one.page, name, { patience: 60_000 });
    await expectToHear(one.page, 2);
    await expectPrivacy(one.page, "sealed");
    codes.add(await wordsOf(await openPrivacy(one.page), "Code of the room"));
    await one.page.keyboard.press("Escape");
  }
  expect([...codes]).toHaveLength(1);
});
