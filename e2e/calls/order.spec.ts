import type { Browser, Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { choose, openPeople, rule } from "../support/panel.ts";
import type { People, Person, Session } from "../support/people.ts";
import { enter, letIn } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** What hosts decide, seen from the pages of those it concerns and of those who look on. */

interface Lesson {
  session: Session;
  marie: Person;
  ada: Person;
  emmy: Person;
}

/** The teacher Marie and the students Ada and Emmy are in the room and have a tile for each other. */
async function lesson(people: People, browser: Browser): Promise<Lesson> {
  const marie = await people.teacher(browser);
  const session = await people.session(marie, { capacity: 3 });
  const [ada, emmy] = [await people.student(browser), await people.student(browser, "Emmy Noether")];
  await enter(marie.page, session);
  for (const { page, name } of [ada, emmy]) {
    await enter(page, session);
    await letIn(marie.page, name);
    await expect(tile(page, marie.name)).toBeVisible();
  }
  await expect(tile(emmy.page, ada.name)).toBeVisible();
  await expect(tile(ada.page, emmy.name)).toBeVisible();
  return { session, marie, ada, emmy };
}

const unmute = (page: Page) => page.getByRole("button", { name: "Unmute the microphone" });

test("the teacher mutes somebody, asks them to unmute, and stops their camera", async ({ people, browser }) => {
  const { marie, ada, emmy } = await lesson(people, browser);
  const seenByEmmy = tile(emmy.page, ada.name);
  await expectToHear(emmy.page, 2);

  await choose(marie.page, ada.name, "Mute");
  await expect(ada.page.getByText("Marie Curie muted your microphone.")).toBeVisible();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "false");
  await expectToHear(emmy.page, 1);

  await unmute(ada.page).click();
  await expect(ada.page.getByText("Marie Curie muted your microphone.")).toBeHidden();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "true");
  await expectToHear(emmy.page, 2);

  await (await openPeople(marie.page)).getByRole("button", { name: "Mute all" }).click();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "false");
  await expect(unmute(emmy.page)).toBeVisible();
  await choose(marie.page, ada.name, "Ask to unmute");
  await ada.page.getByText("Marie Curie asks you to unmute.").waitFor();
  await ada.page.getByRole("button", { name: "Unmute", exact: true }).click();
  await expect(ada.page.getByText("Marie Curie asks you to unmute.")).toBeHidden();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "true");

  await choose(marie.page, ada.name, "Stop the camera");
  await expect(ada.page.getByText("Marie Curie switched your camera off.")).toBeVisible();
  await expect(seenByEmmy).toHaveAttribute("data-video", "false");
  await ada.page.getByRole("button", { name: "Switch the camera on" }).click();
  await expect(ada.page.getByText("Marie Curie switched your camera off.")).toBeHidden();
  await expectToSee(emmy.page, ada.name);
});

test("who may not speak is not heard, until the teacher makes an exception", { tag: "@chromium" }, async ({ people, browser }) => {
  const { marie, ada, emmy } = await lesson(people, browser);
  const seenByEmmy = tile(emmy.page, ada.name);

  await expect(await rule(marie.page, "Speak")).not.toBeChecked();
  const refusal = ada.page.getByText("Marie Curie muted your microphone. You may not speak in this room for now.");
  await expect(refusal).toBeVisible();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "false");
  await ada.page.keyboard.press("Control+d");
  await expect(ada.page.getByText("You may not speak in this room for now.")).toBeVisible();
  await expectToHear(emmy.page, 1);
  await expect(seenByEmmy).toHaveAttribute("data-audio", "false");

  await choose(marie.page, ada.name, "What they may do");
  const panel = await openPeople(marie.page);
  const exceptions = panel.getByRole("region", { name: `What ${ada.name} may do` });
  await expect(exceptions.getByRole("heading")).toBeFocused();
  await exceptions.getByRole("switch", { name: "Speak" }).click();
  await expect(exceptions.getByRole("switch", { name: "Speak" })).toBeChecked();
  await expectAxeToBeContent(marie.page);
  await expect(ada.page.getByRole("log").getByText("You may speak now.")).toBeAttached();
  await unmute(ada.page).click();
  await expect(seenByEmmy).toHaveAttribute("data-audio", "true");
});

test("who was removed does not come back: not by reload, second tab or old link", async ({ people, browser }) => {
  const { session, marie, ada } = await lesson(people, browser);
  const gone = (page: Page) => expect(page.getByRole("heading", { name: "You were removed from this session" })).toBeVisible();

  await choose(marie.page, ada.name, "Remove from the session");
  const question = marie.page.getByRole("alertdialog", { name: `Remove ${ada.name}?` });
  await expect(question).toContainText("cannot come back to this session");
  await question.getByRole("button", { name: "Remove" }).click();
  await gone(ada.page);
  await expect(tile(marie.page, ada.name)).toBeHidden();

  await ada.page.reload();
  await gone(ada.page);
  await ada.page.goto(session.link);
  await gone(ada.page);
  const second = await ada.context.newPage();
  await second.goto(session.link);
  await gone(second);
  await expect(tile(marie.page, ada.name)).toBeHidden();
});

test("in a locked room everybody waits, expected or not, until the teacher lets them in", async ({ people, browser }) => {
  const marie = await people.teacher(browser);
  const ada = await people.student(browser);
  const session = await people.session(marie, { capacity: 3 });
  const waits = () => expect(ada.page.getByRole("heading", { name: "You are in the waiting room" })).toBeVisible();
  await enter(marie.page, session);
  await enter(ada.page, session);
  await waits();
  await expect(marie.page).toHaveTitle(`(1 waiting) ${session.title} · Chalkroom`);
  await expect(await rule(marie.page, "Locked")).toBeChecked();
  await expect(ada.page.getByText("Marie Curie has locked the room.")).toBeVisible();
  const admit = (await openPeople(marie.page)).getByRole("button", { name: `Let ${ada.name} in`, exact: true });
  await admit.click();
  await expectToSee(ada.page, marie.name);
  await expect(ada.page).toHaveTitle(`${session.title} · Chalkroom`);
  await expect(marie.page).toHaveTitle(`${session.title} · Chalkroom`);

  await ada.page.getByRole("button", { name: "Leave", exact: true }).click();
  await ada.page.getByRole("button", { name: "Go back in" }).click();
  await ada.page.getByRole("button", { name: "Join now" }).click();
  await waits();
  await admit.click();
  await expectToSee(ada.page, marie.name);
});

test("hands stand in the order in which they were raised", { tag: "@chromium" }, async ({ people, browser }) => {
  const { marie, ada, emmy } = await lesson(people, browser);
  const panel = await openPeople(marie.page);
  const hands = panel.getByRole("region", { name: /^Raised hands/ }).getByRole("listitem");
  await emmy.page.getByRole("button", { name: "Raise your hand" }).click();
  await expect(hands).toHaveText([/Emmy Noether/]);
  await expect(ada.page.getByRole("log").getByText("Emmy Noether raised a hand.")).toBeAttached();
  await ada.page.getByRole("button", { name: "Raise your hand" }).click();
  await expect(hands).toHaveText([/Emmy Noether/, /Ada Lovelace/]);
  await expectAxeToBeContent(marie.page);

  await panel.getByRole("button", { name: "Lower Emmy Noether’s hand" }).click();
  await expect(hands).toHaveText([/Ada Lovelace/]);
  await expect(emmy.page.getByRole("button", { name: "Raise your hand" })).toBeVisible();
});

test("a co-host keeps order too, until the teacher takes it back", { tag: "@chromium" }, async ({ people, browser }) => {
  const { marie, ada, emmy } = await lesson(people, browser);
  await choose(marie.page, ada.name, "Make co-host");
  await choose(ada.page, emmy.name, "Change the name");
  const name = ada.page.getByLabel("Name in this room");
  await expect(name).toBeFocused();
  await name.fill("Emmy N.");
  await name.press("Enter");
  await expect(tile(marie.page, "Emmy N.")).toBeVisible();
  await expect(tile(emmy.page, "Emmy N. (you)")).toBeVisible();
  await choose(marie.page, ada.name, "No longer co-host");
  await expect((await openPeople(ada.page)).getByRole("button", { name: "Room rules" })).toBeHidden();
});

test("the teacher lets in everyone who waits, at once", { tag: "@chromium" }, async ({ people, browser }) => {
  const marie = await people.teacher(browser);
  const [ada, emmy] = [await people.student(browser), await people.student(browser, "Emmy Noether")];
  const session = await people.session(marie, { capacity: 3 });
  for (const { page } of [ada, emmy]) {
    await enter(page, session);
    await expect(page.getByRole("heading", { name: "You are in the waiting room" })).toBeVisible();
  }
  await enter(marie.page, session);
  await expect(marie.page.getByText("would like to come in")).toBeVisible();
  await (await openPeople(marie.page)).getByRole("button", { name: "Let everyone in" }).click();
  for (const { page } of [ada, emmy]) await expectToSee(page, marie.name);
  await expect(marie.page.getByRole("button", { name: "Let everyone in" })).toBeHidden();
});
