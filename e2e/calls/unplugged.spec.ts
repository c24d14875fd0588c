import { chromium } from "@playwright/test";

import { CHROMIUM, PRETENDED_DEVICES } from "../support/browsers.ts";
import { expectToHear } from "../support/media.ts";
import { Microphone } from "../support/microphones.ts";
import { meet } from "../support/room.ts";
import { test } from "../support/test.ts";

test("who unplugs a microphone is heard over the next one", { tag: "@chromium" }, async ({ people, browser }) => {
  const first = Microphone.plugIn("Desk", 300);
  const second = Microphone.plugIn("Headset", 500);
  const real = await chromium.launch({ ...CHROMIUM, args: CHROMIUM.args.filter((flag) => flag !== PRETENDED_DEVICES) });
  const teacher = await people.teacher(browser);
  const student = await people.student(real);
  await meet(teacher, student, await people.session(teacher));
  await expectToHear(teacher.page);
  first.unplug();
  await expectToHear(teacher.page);
  await real.close();
  second.unplug();
});
