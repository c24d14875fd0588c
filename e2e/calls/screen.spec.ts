import type { Locator, Page } from "@playwright/test";

import { expectToSee } from "../support/media.ts";
import { enter, letIn, meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

// Firefox captures no screen without a window.
test.describe("@chromium sharing a screen", () => {
  test("is the stage of the others, and ends from the browser's own bar", async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    const student = await people.student(browser);
    await meet(teacher, student, await people.session(teacher));

    await share(student.page);
    await expectToMove(screenOf(teacher.page, student.name));
    expect(await widthShare(screenOf(teacher.page, student.name))).toBeGreaterThan(0.5);
    await expectToSee(student.page, teacher.name); // the call goes on

    await student.page.evaluate(() => {
      // What the browser's own bar does: the track ends by itself.
      const track = (window as unknown as { shared: MediaStreamTrack }).shared;
      track.stop();
      track.dispatchEvent(new Event("ended"));
    });
    await expect(screenOf(teacher.page, student.name)).toHaveCount(0);
    await expect(student.page.getByRole("button", { name: "Share your screen" })).toBeVisible();
  });

  test("goes both ways at once, and to somebody who comes later", async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    const student = await people.student(browser);
    const session = await people.session(teacher, { capacity: 2 });
    await meet(teacher, student, session);

    await Promise.all([share(teacher.page), share(student.page)]);
    await expectToMove(screenOf(student.page, teacher.name));
    await expectToMove(screenOf(teacher.page, student.name));

    const late = await people.student(browser, "Leo Late");
    await enter(late.page, session);
    await letIn(teacher.page, late.name);
    await expectToMove(screenOf(late.page, teacher.name));
    await expectToMove(screenOf(late.page, student.name));
  });

  test("may be stopped and forbidden by the teacher", async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    const student = await people.student(browser);
    await meet(teacher, student, await people.session(teacher));
    await share(student.page);
    await expectToMove(screenOf(teacher.page, student.name));

    await teacher.page.getByRole("button", { name: /^People/ }).click();
    await teacher.page.getByRole("button", { name: "Room rules" }).click();
    await teacher.page.getByRole("switch", { name: "Share a screen" }).click();
    await expect(screenOf(teacher.page, student.name)).toHaveCount(0);
    const button = student.page.getByRole("button", { name: "Your teacher has not allowed you to share." });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(student.page.locator("[data-own-screen]")).toHaveCount(0);
  });
});

async function share(page: Page): Promise<void> {
  await page.evaluate(() => {
    const original = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await original(options);
      [(window as unknown as { shared: MediaStreamTrack | undefined }).shared] = stream.getVideoTracks();
      return stream;
    };
  });
  await page.getByRole("button", { name: "Share your screen" }).click();
  await expect(page.locator("[data-own-screen]")).toBeVisible();
}

function screenOf(page: Page, name: string): Locator {
  return page.locator("[data-screen-of]").filter({ hasText: `${name}’s screen` });
}

/** Frames of it arrive. */
async function expectToMove(screen: Locator): Promise<void> {
  const video = screen.locator("video");
  await expect(video).toBeVisible();
  await expect
    .poll(() => video.evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames), {
      message: "frames of the screen",
    })
    .toBeGreaterThan(2);
}

/** How much of the room's width it takes. */
async function widthShare(screen: Locator): Promise<number> {
  return screen.evaluate((element) => element.clientWidth / window.innerWidth);
}
