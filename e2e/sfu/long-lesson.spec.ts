import type { Page } from "@playwright/test";

import { expectCarrier } from "../support/carrier.ts";
import { gather, say } from "../support/crowd.ts";
import { groupTest } from "../support/livekit.ts";
import type { Session } from "../support/people.ts";
import { enter, quieten } from "../support/room.ts";
import type { Server } from "../support/server.ts";
import { expect } from "../support/test.ts";

const test = groupTest({ CHALKROOM_MESH_LIMIT: "2" });
const GUESTS = ["Emmy Noether", "Alan Turing", "Sophie Germain"];
/** Within what the server takes from one page; only the time between events is accelerated. */
const PAUSE_MS = 40;
const A_MINUTE: readonly [string, object][] = [
  ["raise-hand", { raised: true }],
  ["media-state", { audio: true, video: false }],
  ["media-state", { audio: false, video: true }],
  ["media-state", { audio: false, video: false }],
  ["raise-hand", { raised: false }],
];
/** Nine hundred events: a leak of four hundred bytes for each would be more. */
const MOST_GROWN_BYTES = 350_000;

test("two hours of a lesson leave no more in a page than its first", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { capacity: 5, allow_guests: true });
  await quieten(teacher.page);
  await enter(teacher.page, session);
  const { page: crowd } = await people.stranger(browser);
  await gather(crowd, teacher.page, session, GUESTS);
  await expectCarrier(server, session, "sfu");

  await live(crowd, 60);
  await expectHands(server, session, 60);
  const before = await remembered(teacher.page);
  await live(crowd, 60);
  await expectHands(server, session, 120);
  const grown = (await remembered(teacher.page)) - before;
  console.log(`grown by ${Math.round(grown / 1000)} kB in the second hour`);
  expect(grown).toBeLessThan(MOST_GROWN_BYTES);
});

/** So many minutes of what people do in a lively lesson. */
async function live(crowd: Page, minutes: number): Promise<void> {
  const events = Array.from({ length: minutes }, () => A_MINUTE).flat();
  await Promise.all(GUESTS.map((name) => say(crowd, name, events, PAUSE_MS)));
}

/** The server has heard, and told, all of it. */
async function expectHands(server: Server, { id }: Session, minutes: number): Promise<void> {
  const hands = `SELECT count(*) FROM room_log WHERE session_id = '${id}' AND kind = 'hand'`;
  await expect.poll(() => server.count(hands), { timeout: 120_000 }).toBe(2 * minutes * GUESTS.length);
}

/** Bytes of JavaScript objects that are still needed. */
async function remembered(page: Page): Promise<number> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await tools.send("Runtime.getHeapUsage");
  await tools.detach();
  return usedSize;
}
