import { take } from "../support/pictures.ts";
import { hasCoturn } from "../support/relay.ts";
import { relayedTest, withClosedWay } from "../support/relayed-test.ts";
import { expect } from "../support/test.ts";

/** The connection check, with a relay, as people see it before, during and after. */

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

const test = relayedTest(withClosedWay);

test.describe.configure({ timeout: 400_000 });
test.skip(!hasCoturn, "coturn is not installed");

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
