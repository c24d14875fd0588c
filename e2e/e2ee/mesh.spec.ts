import type { Person } from "../support/people.ts";
import { checkPerson, expectNothingSerious, expectPrivacy, openPrivacy, wordsOf } from "../support/privacy.ts";
import { enter, meet } from "../support/room.ts";
import { expectToSee } from "../support/media.ts";
import { expect, test } from "../support/test.ts";

/** From browser to browser: what people see of it, and how they make sure. */

async function codeSeenBy({ page }: Person, other: Person, isHost: boolean): Promise<string> {
  const dialog = await checkPerson(page, other.name, { isHost });
  const words = await wordsOf(dialog, `Code with ${other.name}`);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return words;
}

test("two people see the same code, also after another way was found, and a new one after a reload", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(teacher.page, student.name);

  const words = await codeSeenBy(teacher, student, true);
  expect(await codeSeenBy(student, teacher, false)).toBe(words);

  const dialog = await checkPerson(student.page, teacher.name);
  await expect(dialog.getByText("Who sits in front of the other screen, no code can say")).toBeVisible();
  await expectNothingSerious(student.page);
  await student.page.keyboard.press("Escape");

  const restarts = await teacher.page.evaluate(async () => {
    const made = window.held.connections.filter(({ connectionState }) => connectionState === "connected");
    const [connection] = made;
    if (!connection) return 0;
    const stable = new Promise((resolve) => {
      connection.addEventListener("signalingstatechange", () => connection.signalingState === "stable" && resolve(null));
    });
    connection.restartIce();
    await stable;
    return made.length;
  });
  expect(restarts).toBe(1);
  expect(await codeSeenBy(teacher, student, true)).toBe(words);

  await student.page.reload();
  await student.page.getByRole("button", { name: "Join now" }).click();
  await expectToSee(student.page, teacher.name);
  const after = await codeSeenBy(student, teacher, false);
  expect(after).not.toBe(words);
  expect(await codeSeenBy(teacher, student, true)).toBe(after);
});

test("the shield says how private the room is, and what that does not mean", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(student.page, teacher.name);
  await expectPrivacy(student.page, "direct");
  const dialog = await openPrivacy(student.page);
  await expect(dialog.getByText("This page, too, comes from this school’s server")).toBeVisible();
  await expect(dialog.getByText("Everything but pictures and sound")).toBeVisible();
  await dialog.getByText(`Code with ${teacher.name}`).click();
  await wordsOf(dialog, `Code with ${teacher.name}`);
  await expectNothingSerious(student.page);
  await student.page.keyboard.press("Escape");
  await expect(student.page.getByRole("button", { name: /^Privacy: / })).toBeFocused();
});

test("a browser that cannot encrypt is told so, refused, and let in once the teacher allows it, which everybody sees", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await student.context.addInitScript(() => {
    Reflect.deleteProperty(window, "RTCRtpScriptTransform");
    Reflect.deleteProperty(RTCRtpSender.prototype, "createEncodedStreams");
  });
  const session = await people.session(teacher, { end_to_end: true });
  await enter(teacher.page, session);
  await expectPrivacy(teacher.page, "direct");

  await student.page.goto(session.link);
  await expect(student.page.getByText("This browser cannot lock pictures and sound")).toBeVisible();
  await expectNothingSerious(student.page);
  const join = student.page.getByRole("button", { name: "Ask to join" });
  await join.click();
  await expect(student.page.getByText("The teacher can also allow an unencrypted room.")).toBeVisible();

  const dialog = await openPrivacy(teacher.page);
  await wordsOf(dialog, "Code of the room");
  await dialog.getByRole("button", { name: "Allow an unlocked room" }).click();
  await expect(teacher.page.getByText("it cannot be taken back in this lesson")).toBeVisible();
  await teacher.page.getByRole("button", { name: "Allow it" }).click();
  await expect(dialog.getByRole("heading", { name: "Not locked any more" })).toBeVisible();
  await teacher.page.keyboard.press("Escape");

  await join.click();
  await teacher.page.getByRole("button", { name: /^Let( .+)? in$/ }).first().click();
  await expectToSee(student.page, teacher.name);
  for (const { page } of [teacher, student]) {
    await expect(page.getByRole("alert").getByText("This room is not locked from end to end any more")).toBeVisible();
    await expectNothingSerious(page);
    await page.getByRole("button", { name: "I have read this" }).click();
    await expectPrivacy(page, "opened");
    await expect(page.getByText("Not locked", { exact: true })).toBeVisible();
  }
});
