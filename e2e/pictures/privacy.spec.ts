import type { Browser, Page } from "@playwright/test";

import { expectCarrier } from "../support/carrier.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToSee } from "../support/media.ts";
import type { People, Person } from "../support/people.ts";
import { take } from "../support/pictures.ts";
import { checkPerson, expectPrivacy, openPrivacy, wordsOf } from "../support/privacy.ts";
import { enter, letIn, meet } from "../support/room.ts";
import type { Server } from "../support/server.ts";
import { expect } from "../support/test.ts";

/** What the room says about who could see and hear it, in each state. See results/pictures. */
const test = groupTest({ CHALKROOM_MESH_LIMIT: "2" });

async function three(people: People, browser: Browser, server: Server, end_to_end: boolean): Promise<[Person, Person]> {
  const teacher = await people.teacher(browser, "Marie Laurent");
  const student = await people.student(browser, "Samuel Diallo");
  const other = await people.student(browser);
  const session = await people.session(teacher, { capacity: 2, end_to_end });
  await student.page.goto(session.link);
  await expect(student.page.getByRole("button", { name: "Ask to join" })).toBeEnabled();
  await take(student.page, end_to_end ? "privacy-green-sealed" : "privacy-green");
  await meet(teacher, student, session);
  await expectToSee(student.page, teacher.name);
  if (!end_to_end) {
    await wordsOf(await checkPerson(student.page, teacher.name), `Code with ${teacher.name}`);
    await take(student.page, "privacy-person", { fullPage: false });
    await student.page.keyboard.press("Escape");
  }
  await dialog(student.page, end_to_end ? "privacy-direct-sealed" : "privacy-direct");
  await enter(other.page, session);
  await letIn(teacher.page, other.name);
  await expectCarrier(server, session, "sfu");
  return [teacher, student];
}

async function dialog(page: Page, name: string): Promise<void> {
  await openPrivacy(page);
  await expect(page.getByText("Working out the code…")).toHaveCount(0);
  await take(page, name, { fullPage: false });
  await page.keyboard.press("Escape");
}

test("a room that the server can see", async ({ people, browser, server }) => {
  const [, student] = await three(people, browser, server, false);
  await expectPrivacy(student.page, "server");
  await dialog(student.page, "privacy-server");
});

test("a room that is locked, and then is not", async ({ people, browser, server }) => {
  const [teacher, student] = await three(people, browser, server, true);
  await expectPrivacy(student.page, "sealed");
  await dialog(student.page, "privacy-sealed");
  const choice = await openPrivacy(teacher.page);
  await choice.getByRole("button", { name: "Allow an unlocked room" }).click();
  await take(teacher.page, "privacy-allow", { fullPage: false });
  await teacher.page.getByRole("button", { name: "Allow it" }).click();
  await expect(student.page.getByRole("button", { name: "I have read this" })).toBeVisible();
  await take(student.page, "privacy-opened-banner", { fullPage: false });
  await student.page.getByRole("button", { name: "I have read this" }).click();
  await dialog(student.page, "privacy-opened");
  await take(student.page, "privacy-opened-room", { fullPage: false });
});

test("a browser that cannot", async ({ people, browser }) => {
  const teacher = await people.teacher(browser, "Marie Laurent");
  const student = await people.student(browser, "Samuel Diallo");
  await student.context.addInitScript(() => {
    Reflect.deleteProperty(window, "RTCRtpScriptTransform");
    Reflect.deleteProperty(RTCRtpSender.prototype, "createEncodedStreams");
  });
  const session = await people.session(teacher, { end_to_end: true });
  await student.page.goto(session.link);
  await student.page.getByRole("button", { name: "Ask to join" }).click();
  await expect(student.page.getByText("The teacher can also allow an unencrypted room.")).toBeVisible();
  await take(student.page, "privacy-cannot");
});
