import type { Page } from "@playwright/test";

import { expectToHear, expectToSee } from "./support/media.ts";
import { hasCoturn } from "./support/relay.ts";
import { relayedTest } from "./support/relayed-test.ts";
import { meet } from "./support/room.ts";
import { expect } from "./support/test.ts";

/** Every call of a session through the real coturn, because the session hides addresses: with a relay it does so by itself. */

const test = relayedTest((relay) => relay);

test.skip(!hasCoturn && process.env.CI !== "true", "coturn is not installed");

/** The kinds of the two addresses between which media flows, of each connection that carries some. */
function pairs(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const connection of window.held.connections.filter(({ connectionState }) => connectionState === "connected")) {
      const stats = await connection.getStats();
      const all = new Map<string, Record<string, unknown>>();
      stats.forEach((report: Record<string, unknown>) => all.set(String(report.id), report));
      for (const report of all.values()) {
        if (report.type !== "transport" || report.selectedCandidatePairId === undefined) continue;
        const pair = all.get(String(report.selectedCandidatePairId));
        const kind = (id: unknown) => String(all.get(String(id))?.candidateType);
        found.push(`${kind(pair?.localCandidateId)}/${kind(pair?.remoteCandidateId)}`);
      }
    }
    return found;
  });
}

/** Every address that either page told the other. */
function described(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.held.connections
      .flatMap(({ localDescription, remoteDescription }) => [localDescription, remoteDescription])
      .flatMap((description) => description?.sdp.split("\r\n") ?? [])
      .filter((line) => line.startsWith("a=candidate:")),
  );
}

test("two people see and hear each other through the relay alone, and learn no address", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await teacher.page.goto(session.link);
  await expect(teacher.page.getByRole("button", { name: "Open the room" })).toBeEnabled();
  await expect(teacher.page.getByText(/Nobody in the room learns your internet address/)).toBeVisible();
  await expect(teacher.page.getByText(/learns the other’s internet address/)).toBeHidden();
  await meet(teacher, student, session);
  await expectToSee(teacher.page, student.name);
  await expectToSee(student.page, teacher.name);
  await expectToHear(teacher.page);
  await expectToHear(student.page);

  for (const { page } of [teacher, student]) {
    await expect.poll(() => pairs(page)).toEqual(["relay/relay"]);
    const candidates = await described(page);
    expect(candidates.length).toBeGreaterThan(0);
    // "raddr" would be the address behind the relayed one.
    expect(candidates.filter((line) => !/ typ relay raddr 0\.0\.0\.0 /.test(line))).toEqual([]);
  }
});

test("a session that hides no address is direct all the same, and says so", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { hide_addresses: false });
  await teacher.page.goto(session.link);
  await expect(teacher.page.getByText(/learns the other’s internet address/)).toBeVisible();
  await meet(teacher, student, session);
  await expectToSee(student.page, teacher.name);
  await expect.poll(async () => (await pairs(student.page)).join()).toMatch(/^(host|prflx|srflx)\/(host|prflx|srflx)$/);
});
