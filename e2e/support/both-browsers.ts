import { test as base, chromium, firefox, type Browser } from "@playwright/test";

import { CHROMIUM, FIREFOX } from "./browsers.ts";

/** For calls in which both take part. */
export const bothBrowsers = base.extend<object, { chromiums: Browser; firefoxes: Browser }>({
  chromiums: [async ({}, use) => lend(await chromium.launch(CHROMIUM), use), { scope: "worker" }],
  firefoxes: [async ({}, use) => lend(await firefox.launch(FIREFOX), use), { scope: "worker" }],
});

async function lend(browser: Browser, use: (browser: Browser) => Promise<void>): Promise<void> {
  await use(browser);
  await browser.close();
}
