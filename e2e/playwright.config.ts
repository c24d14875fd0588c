import { defineConfig } from "@playwright/test";

import { CHROMIUM, FIREFOX } from "./support/browsers.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  globalSetup: ["./support/sound.ts", "./support/camera.ts"],
  // A call between two browsers already keeps two cores busy; more at once would measure the machine.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: process.env.CI === "true",
  reporter: [["list"], ["./support/why.ts"]],
  use: { locale: "en-GB", actionTimeout: 60_000, screenshot: "only-on-failure" },
  projects: [
    { name: "chromium", testMatch: "**/*.spec.ts", testIgnore: ["**/mixed/**", "**/pictures/**", "**/webkit/**"], use: { browserName: "chromium", launchOptions: CHROMIUM } },
    { name: "firefox", testMatch: ["**/calls/*.spec.ts", "**/sfu/*.spec.ts", "**/board/*.spec.ts", "**/code/*.spec.ts", "**/recording/*.spec.ts", "**/replay/lesson.spec.ts"], grepInvert: /@chromium/, use: { browserName: "firefox", channel: "moz-firefox", launchOptions: FIREFOX } },
    // Chromium and Firefox in one call; the tests start the browsers themselves.
    { name: "mixed", testMatch: "mixed/*.spec.ts" },
    // Not a browser of Playwright's: support/webkit.ts drives it.
    { name: "webkit", testMatch: "webkit/*.spec.ts" },
    // Screenshots of every page, to look at: npm run pictures.
    { name: "pictures", testMatch: "pictures/*.spec.ts", use: { browserName: "chromium", launchOptions: CHROMIUM } },
  ],
});
