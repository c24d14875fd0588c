import type { Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { expectToSee, tile } from "../support/media.ts";
import { choose, openPeople } from "../support/panel.ts";
import { enter, letIn } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** axe in every state of the room that accessibility.spec does not pass through, in two walks. */

test.describe.configure({ timeout: 400_000 });

/** A state is reached, then judged. Axe reads what is there: what still moves is waited for. */
async function check(name: string, page: Page, reach: () => Promise<unknown>): Promise<void> {
  await test.step(name, async () => {
    await reach();
    await expectAxeToBeContent(page);
  });
}

const visible = (page: Page, heading: string) => () => expect(page.getByRole("heading", { name: heading })).toBeVisible();

test("at the door", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { allow_guests: true, capacity: 3 });
  const { page, context } = await people.stranger(browser);
  await context.addInitScript(() => {
    const none = async () => Promise.reject(new DOMException("Requested device not found", "NotFoundError"));
    Object.assign(navigator.mediaDevices, { getUserMedia: none, enumerateDevices: async () => [] });
  });

  await check("without a passcode", page, async () => {
    await page.goto(`/video-room/${session.meeting_id}`);
    await expect(page.getByLabel("Passcode")).toBeVisible();
  });
  await check("a wrong passcode", page, async () => {
    await page.goto(`/video-room/${session.meeting_id}?passcode=22222222`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
  await check("green room without devices", page, async () => {
    await page.goto(session.link);
    await expect(page.getByLabel("Your name")).toBeVisible();
    await expect(page.getByText("Devices", { exact: true })).toBeVisible();
    await page.getByText("Devices", { exact: true }).click();
  });
  await check("a name is missing", page, async () => {
    await page.getByRole("button", { name: "Ask to join" }).click();
    await expect(page.getByText(/^Please write your name/)).toBeVisible();
  });
  await page.getByLabel("Your name").fill("Sophie Germain");
  await page.getByRole("button", { name: "Ask to join" }).click();
  await check("waiting before the teacher is there", page, visible(page, "You are in the waiting room"));

  await check("alone in the room, and somebody waits", teacher.page, async () => {
    await enter(teacher.page, session);
    await expect(teacher.page.getByText("Sophie Germain would like to come in.")).toBeVisible();
    await openPeople(teacher.page);
  });
  await teacher.page.getByRole("button", { name: "Do not let Sophie Germain in" }).click();
  await check("denied", page, visible(page, "You were not let in"));
});

test("inside", async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { capacity: 3 });
  await check("alone", teacher.page, async () => {
    await enter(teacher.page, session);
    await expect(teacher.page.getByRole("button", { name: /^People/ })).toBeVisible();
  });
  await enter(student.page, session);
  await letIn(teacher.page, student.name);
  await expectToSee(teacher.page, student.name);
  const { page } = teacher;
  const opened = (name: string | RegExp) => () => expect(page.getByRole("complementary", { name })).toBeVisible();

  await check("keys", page, async () => {
    await page.keyboard.press("?");
    await opened("Keyboard")();
  });
  await check("chat", page, async () => {
    await page.keyboard.press("m");
    await opened("Chat")();
  });
  await check("menu of more", page, async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
  });
  await check("devices", page, async () => {
    await page.getByRole("menuitem", { name: "Choose devices" }).click();
    await opened("Devices")();
  });
  await check("reactions", page, async () => {
    await page.getByRole("button", { name: "React" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await page.getByRole("menuitem", { name: "Applause" }).click();
  });
  await check("rules", page, async () => {
    await (await openPeople(page)).getByRole("button", { name: "Room rules" }).click();
    await expect(page.getByRole("switch", { name: "Locked" })).toBeVisible();
  });
  await check("menu of a person", page, async () => {
    await page.getByRole("button", { name: `What you can do with ${student.name}` }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("Escape");
  });
  await check("muted by the teacher", student.page, async () => {
    await choose(page, student.name, "Mute");
    await expect(student.page.getByText("Marie Curie muted your microphone.")).toBeVisible();
  });
  await check("asked to speak, with a hand raised", student.page, async () => {
    await choose(page, student.name, "Ask to unmute");
    await expect(student.page.getByText("Marie Curie asks you to unmute.")).toBeVisible();
    await student.page.getByRole("button", { name: "Raise your hand" }).click();
    await expect(student.page.getByRole("button", { name: "Lower your hand" }).first()).toBeVisible();
  });
  await check("a screen is shared: seen by who shares it", student.page, async () => {
    await student.page.getByRole("button", { name: "Share your screen" }).click();
    await expect(student.page.locator("[data-own-screen]")).toBeVisible();
  });
  await check("a screen is shared: seen by the others", page, () => expect(page.locator("[data-screen-of] video")).toBeVisible());
  await check("a phone's bar and sheet", student.page, async () => {
    await student.page.setViewportSize({ width: 390, height: 844 });
    await student.page.getByRole("button", { name: "More", exact: true }).click();
    await student.page.getByRole("menuitem", { name: /^People/ }).click();
    await expect(student.page.getByRole("complementary", { name: "People" })).toBeVisible();
  });
  await check("the teacher stops the screen", student.page, async () => {
    await choose(page, student.name, "Stop the screen");
    await expect(student.page.getByText("Marie Curie stopped your screen.")).toBeVisible();
    await expect(page.locator("[data-screen-of]")).toHaveCount(0);
  });
  await server.kill();
  await check("reconnecting", page, () => expect(page.getByText("Reconnecting…").first()).toBeVisible()).finally(() => server.launch());
  await expect(page.getByText("Reconnecting…")).toHaveCount(0);
  await check("the question before removing", page, async () => {
    await choose(page, student.name, "Remove from the session");
    await expect(page.getByRole("alertdialog")).toBeVisible();
  });
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await check("removed", student.page, visible(student.page, "You were removed from this session"));
  await expect(tile(page, student.name)).toHaveCount(0);
  await check("the question before leaving", page, async () => {
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toBeVisible();
  });
  await page.getByRole("button", { name: "End for everyone" }).click();
  await check("over", page, visible(page, "The session is over"));
});
