import type { Page } from "@playwright/test";

import { expect, test } from "../support/test.ts";
import { Trap } from "../support/trap.ts";
import { type Attempts, fromWorker, hostilePage } from "./breaking-out.ts";

/**
 * What runs in a lesson's sandbox reaches nothing and nobody, whatever it does. Here the attacker has the sandbox's innermost
 * place for itself; programs.spec.ts tries what a lesson's own languages allow.
 */

let trap: Trap;

test.beforeEach(async () => {
  trap = await Trap.open();
});

test.afterEach(() => trap.close());

/** A frame as web/src/run/frame.ts makes it, with this inside. Answers what the inside tells first. */
async function inSandbox(page: Page, start: { type: "worker"; code: string } | { type: "page"; html: string }): Promise<Attempts> {
  return page.evaluate(async (message) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "/sandbox.html";
    const channel = new MessageChannel();
    const told = new Promise<Attempts>((resolve) => {
      channel.port1.onmessage = ({ data }) => resolve(data as Attempts);
      addEventListener("message", ({ source, data }) => {
        if (source !== frame.contentWindow) return;
        if (data.type === "frame-ready") frame.contentWindow?.postMessage({ assets: {}, ...message }, "*", [channel.port2]);
        else if (data.type === "outcomes") resolve(data.outcomes as Attempts);
        else if (data.type === "crash") resolve({ crash: data.message });
      });
    });
    document.body.append(frame);
    return told;
  }, start);
}

const expectAllRefused = (outcomes: Attempts) =>
  expect(Object.entries(outcomes).filter(([, outcome]) => !["refused", "none"].includes(outcome))).toEqual([]);

test("a worker in the sandbox reaches no network, keeps nothing, and knows no page", async ({ people, browser, server }) => {
  const { page } = await people.teacher(browser);
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const code = `addEventListener("message", async ({ ports }) => {
    ports[0].postMessage(await (${fromWorker.toString()})(${JSON.stringify(trap.url)}, ${JSON.stringify(server.url)}));
  });`;
  const outcomes = await inSandbox(page, { type: "worker", code });

  expect(Object.keys(outcomes).length).toBeGreaterThan(12);
  expectAllRefused(outcomes);
  expect(trap.reached).toEqual([]);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 }), "still signed in").toHaveText(/account/i);
});

test("a page in the sandbox reaches no network, and leads nobody away", async ({ people, browser, server }) => {
  const { page, context } = await people.teacher(browser);
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const address = page.url();
  const outcomes = await inSandbox(page, { type: "page", html: hostilePage(trap.url, server.url) });

  expect(Object.keys(outcomes).length).toBeGreaterThan(12);
  expect(outcomes["leading the page away"]).toMatch(/refused|tried/);
  expectAllRefused({ ...outcomes, "leading the page away": "refused" });
  // Its attempt to lead itself away, and the refresh after two seconds, come to nothing as well: the frame stays empty.
  await expect
    .poll(() => page.evaluate(() => document.querySelector("iframe")?.contentWindow !== null), { timeout: 5_000 })
    .toBe(true);
  await page.waitForTimeout(2_500);
  expect(trap.reached).toEqual([]);
  expect(page.url()).toBe(address);
  expect(context.pages()).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 }), "still signed in").toHaveText(/account/i);
});

test("the sandbox's own document is nothing to a visitor", async ({ page }) => {
  const answer = await page.goto("/sandbox.html");

  expect(answer?.headers()["content-security-policy"]).toContain("sandbox allow-scripts");
  expect(await page.evaluate(() => globalThis.origin)).toBe("null");
});
