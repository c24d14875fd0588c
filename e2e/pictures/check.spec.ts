import type { Page } from "@playwright/test";

import { hasCoturn, startRelay } from "../support/relay.ts";
import { Server } from "../support/server.ts";
import { expect, test as base } from "../support/test.ts";

/** The connection check, with a relay, as people see it before, during and after. */

const SIZES = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const;
const SAYS = {
  en: { start: "Start the check", yes: "Yes, I heard them", no: "No, nothing", again: "Check again", name: "Your name" },
  fr: {
    start: "Commencer le test",
    yes: "Oui, je les ai entendues",
    no: "Non, rien",
    again: "Refaire le test",
    name: "Votre nom",
  },
} as const;

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const relay = await startRelay();
      const { CHALKROOM_TURN_URLS: urls, ...settings } = relay.settings;
      const server = await Server.with({ ...settings, CHALKROOM_TURN_URLS: `${urls},turns:127.0.0.1:9` });
      await use(server);
      await server.stop();
      await relay.stop();
    },
    { scope: "worker" },
  ],
});

test.describe.configure({ timeout: 400_000 });
test.skip(!hasCoturn, "coturn is not installed");

async function take(page: Page, name: string): Promise<void> {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `results/pictures/${name}-${size}.png`, fullPage: true, animations: "disabled" });
  }
}

for (const language of ["en", "fr"] as const) {
  test(`the check in ${language}`, async ({ people, browser }) => {
    const says = SAYS[language];
    const teacher = await people.teacher(browser, "Marie Laurent");
    const session = await people.session(teacher, { allow_guests: true });
    const { page, context } = await people.stranger(browser);
    await context.addInitScript((chosen) => localStorage.setItem("chalkroom.language", chosen), language);
    await page.goto(`/check/${session.meeting_id}?passcode=${session.passcode}`);
    await page.getByLabel(says.name).fill("Samuel Diallo");
    await take(page, `${language}-check-before`);
    await page.getByRole("button", { name: says.start }).click();
    await page.getByRole("button", { name: says.no }).waitFor();
    await take(page, `${language}-check-during`);
    await page.getByRole("button", { name: says.no }).click();
    await expect(page.locator("[data-verdict]")).toBeVisible({ timeout: 90_000 });
    await take(page, `${language}-check-not-ready`);
    await page.getByRole("button", { name: says.again }).click();
    await page.getByRole("button", { name: says.yes }).click();
    await expect(page.locator('[data-verdict="ready"]')).toBeVisible({ timeout: 90_000 });
    await take(page, `${language}-check-ready`);

    const headers = { Authorization: `Bearer ${teacher.accessToken}` };
    await teacher.context.request.patch("/api/auth/me", { data: { language }, headers });
    await teacher.context.addInitScript((chosen) => localStorage.setItem("chalkroom.language", chosen), language);
    await teacher.page.goto(`/sessions/${session.id}`);
    await teacher.page.getByText("Samuel Diallo").waitFor();
    await take(teacher.page, `${language}-check-teacher`);
  });
}
