import type { Page } from "@playwright/test";

import { expectCarrier } from "../support/carrier.ts";
import { gather } from "../support/crowd.ts";
import { groupTest } from "../support/livekit.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { meet } from "../support/room.ts";
import { expect } from "../support/test.ts";

const test = groupTest();
const CROWD = Array.from({ length: 58 }, (_, index) => `Guest ${index + 1}`);

test("a lecture is leafed through, and only what is looked at comes", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { capacity: 60, allow_guests: true });
  await meet(teacher, student, session);
  const { page: crowd } = await people.stranger(browser);
  await gather(crowd, teacher.page, session, CROWD);
  await expectCarrier(server, session, "sfu");

  const list = teacher.page.getByRole("list", { name: "People in the room" });
  await expect(teacher.page.getByText("Page 1 of 3")).toBeVisible();
  expect(await list.getByRole("listitem").count()).toBeLessThanOrEqual(25);
  await expectToSee(teacher.page, student.name);
  await expectToHear(teacher.page);

  await teacher.page.getByRole("button", { name: "Next page of people" }).press("Enter");
  await expect(teacher.page.getByText("Page 2 of 3")).toBeVisible();
  await expect(tile(teacher.page, student.name)).toBeHidden();
  await expectNoMorePictures(teacher.page);
  await expectToHear(teacher.page);

  await teacher.page.keyboard.press("ArrowLeft");
  await expect(teacher.page.getByText("Page 1 of 3")).toBeVisible();
  await expectToSee(teacher.page, student.name);
});

/** The media server sends no picture any more. */
async function expectNoMorePictures(page: Page): Promise<void> {
  const decoded = () =>
    page.evaluate(async () => {
      let frames = 0;
      for (const connection of window.held.connections) {
        if (connection.signalingState === "closed") continue;
        (await connection.getStats()).forEach((entry: { type: string; framesDecoded?: number }) => {
          if (entry.type === "inbound-rtp") frames += entry.framesDecoded ?? 0;
        });
      }
      return frames;
    });
  let before = -1;
  await expect
    .poll(
      async () => {
        const now = await decoded();
        const isStill = now === before;
        before = now;
        return isStill;
      },
      { message: "pictures that nobody looks at stop", intervals: [2000] },
    )
    .toBe(true);
}
