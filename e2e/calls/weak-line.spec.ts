import type { Page } from "@playwright/test";

import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** Speech comes first on a weak line, and the picture comes back by itself. Only Chromium lets its own line be made worse. */

/** Gives what sets how much the page's line loses. Chromium has connections obey only that are made afterwards, and under some limit. */
async function losing(page: Page): Promise<(percent: number) => Promise<void>> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Network.enable");
  const wide = { offline: false, latency: 5, downloadThroughput: 1e7, uploadThroughput: 1e7, packetQueueLength: 100 };
  const lose = async (percent: number) => {
    await tools.send("Network.emulateNetworkConditions", { ...wide, packetLoss: percent });
  };
  await lose(0);
  return lose;
}

test("a picture that the line does not carry pauses in words, and comes back by itself", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const lose = await losing(student.page);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(teacher.page, student.name);
  const paused = student.page.getByText("Your picture is paused so that your voice gets through.");
  await expect(paused).toBeHidden();

  await lose(40);
  await expect(paused).toBeVisible({ timeout: 90_000 });
  await expect(tile(teacher.page, student.name).getByRole("img", { name: /Picture paused: weak connection/ })).toBeVisible({ timeout: 60_000 });
  const own = student.page.locator("[data-self] [data-quality]");
  await expect(own).toHaveAttribute("data-quality", /weak|bad/);
  await expect(own).toHaveAccessibleName(/^Your (connection is (weak|bad): |device)/);
  await expectToHear(teacher.page);

  await lose(0);
  await expect(paused).toBeHidden({ timeout: 120_000 });
  await expectToSee(teacher.page, student.name, { patience: 60_000 });
  expect(server.count("select count(*) from room_log where kind = 'quality'")).toBeGreaterThan(2);
});
