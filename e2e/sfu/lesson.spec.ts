import type { Browser, Page } from "@playwright/test";

import { expectCarrier } from "../support/carrier.ts";
import { openConnections, openTracks } from "../support/devices.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import type { People, Person, Session } from "../support/people.ts";
import { enter, letIn, meet, quieten } from "../support/room.ts";
import type { Server } from "../support/server.ts";
import { expect } from "../support/test.ts";

/** A lesson of three over LiveKit, and what happens in it. */
const test = groupTest({ CHALKROOM_MESH_LIMIT: "2" });

interface Lesson {
  session: Session;
  teacher: Person;
  ada: Person;
  emmy: Person;
}

async function begin(people: People, browser: Browser, server: Server): Promise<Lesson> {
  const teacher = await people.teacher(browser);
  const ada = await people.student(browser);
  const emmy = await people.student(browser, "Emmy Noether");
  const session = await people.session(teacher, { capacity: 2 });
  for (const { page } of [teacher, ada, emmy]) await quieten(page);
  await meet(teacher, ada, session);
  await enter(emmy.page, session);
  await letIn(teacher.page, emmy.name);
  await expectCarrier(server, session, "sfu");
  return { session, teacher, ada, emmy };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

test("what is switched off is gone, and comes back; whoever reloads the page is back", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const { teacher, ada, emmy } = await begin(people, browser, server);
  await expectToHear(emmy.page, 2);

  await press(teacher.page, "Mute the microphone");
  await expectToHear(emmy.page, 1);
  await press(teacher.page, "Unmute the microphone");
  await expectToHear(emmy.page, 2);

  await expectToSee(emmy.page, ada.name);
  const picture = tile(emmy.page, ada.name);
  await press(ada.page, "Switch the camera off");
  await expect(picture).toHaveAttribute("data-video", "false");
  expect(await openTracks(ada.page), "only the microphone is open").toBe(1);
  await press(ada.page, "Switch the camera on");
  await expect(picture).toHaveAttribute("data-video", "true");
  await expectToSee(emmy.page, ada.name);

  await ada.page.reload();
  await press(ada.page, "Join now");
  await expectToSee(ada.page, teacher.name);
  await expectToHear(ada.page, 2);
  await expectToSee(teacher.page, ada.name);
  await expectToHear(teacher.page, 2);

  await server.kill();
  await expectToSee(emmy.page, teacher.name); // what carries the media is not Chalkroom's server
  await server.launch();
  await expect(emmy.page.getByText("Reconnecting…")).toHaveCount(0, { timeout: 30_000 });
  await expectToHear(emmy.page, 2);

  await share(emmy.page);
  const screen = teacher.page.locator("[data-screen-of]").filter({ hasText: `${emmy.name}’s screen` }).locator("video");
  await expect(screen).toBeVisible();
  await expect.poll(() => screen.evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames)).toBeGreaterThan(2);

  await press(teacher.page, "Leave");
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  for (const { page } of [teacher, ada, emmy]) {
    await expect(page.getByRole("heading", { name: "The session is over" })).toBeVisible();
    await expect.poll(() => openTracks(page), { message: "devices in use" }).toBe(0);
    await expect.poll(() => openConnections(page), { message: "connections" }).toBe(0);
  }
});

test("LiveKit dies under a lesson: it goes on from browser to browser", { tag: "@chromium" }, async ({ people, browser, server, livekit }) => {
  const { session, teacher, ada, emmy } = await begin(people, browser, server);
  await expectToSee(ada.page, teacher.name);
  await livekit.kill();
  try {
    await expectCarrier(server, session, "mesh");
    for (const [one, others] of [[teacher, [ada, emmy]], [ada, [teacher, emmy]], [emmy, [teacher, ada]]] as const) {
      for (const { name } of others) await expectToSee(one.page, name);
      await expectToHear(one.page, 2);
    }
  } finally {
    await livekit.launch();
  }
});

async function share(page: Page): Promise<void> {
  await press(page, "Share your screen");
  await expect(page.getByRole("button", { name: "Stop sharing" }).first()).toBeVisible();
}
