import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { openConnections, openTracks } from "../support/devices.ts";
import { expect, test } from "../support/test.ts";

/** The connection check where neither STUN nor a relay is set up. */

function step(page: Page, name: string) {
  return page.locator(`[data-step="${name}"]`);
}

async function expectNothingSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`without an account, by keyboard, ${colorScheme}: what works, what was measured, and nothing kept open`, async ({
    people,
    browser,
  }) => {
    const { page } = await people.stranger(browser);
    await page.emulateMedia({ colorScheme });
    await page.goto("/check");
    await expect(page.getByRole("heading", { name: "Check my connection" })).toBeVisible();
    await expectNothingSerious(page);
    await page.getByRole("button", { name: "Start the check" }).focus();
    await page.keyboard.press("Enter");

    const question = page.getByText("Did you hear two notes?");
    await expect(question).toBeVisible();
    await expectNothingSerious(page);
    await page.getByRole("button", { name: "Yes, I heard them" }).focus();
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();

    const verdict = page.getByRole("heading", { name: "You are ready" });
    await expect(verdict).toBeFocused();
    for (const name of ["browser", "microphone", "camera", "speaker", "signalling", "rate"]) {
      await expect(step(page, name)).toHaveAttribute("data-status", "ok");
    }
    await expect(step(page, "relay_udp")).toBeHidden();
    await expect(page.getByText(/^Not set up on this server, and so not tried/)).toContainText("Relay over UDP (TURN)");
    // Without a relay nothing was measured that can get lost, and the page says so.
    await expect(page.locator('[data-measured="server"]')).toContainText("Lost on the waynot measured");
    await expect(page.locator('[data-measured="server"]')).toContainText(/Down[\d.,]+ [km]bit\/s/i);
    await expectNothingSerious(page);
    expect(await openTracks(page)).toBe(0);
    expect(await openConnections(page)).toBe(0);
  });
}

test("somebody with the link: the passcode leaves the address, and the teacher sees the result", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { allow_guests: true });
  await teacher.page.goto(`/sessions/${session.id}`);
  const checks = teacher.page.getByRole("region", { name: "Connection checks" });
  await expect(checks).toContainText("Nobody has checked yet.");

  const { page } = await people.stranger(browser);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`/check/${session.meeting_id}?passcode=${session.passcode}`);
  await expect(page).toHaveURL(new RegExp(`/check/${session.meeting_id}$`));
  await expect(page.getByText(`For “${session.title}” with ${teacher.name}`)).toBeVisible();
  const start = page.getByRole("button", { name: "Start the check" });
  await start.click();
  await expect(page.getByText(`Please write your name, so that ${teacher.name} knows whose result it is.`)).toBeVisible();
  await page.getByLabel("Your name").fill("Sophie Germain");
  await start.click();
  await page.getByRole("button", { name: "No, nothing" }).click();
  await expect(page.getByRole("heading", { name: "Something does not work yet" })).toBeVisible();
  await expect(step(page, "speaker")).toContainText("Turn the volume up");
  await expect(page.getByText(`${teacher.name} can see this result.`)).toBeVisible();
  expect(asked.slice(1).filter((address) => address.includes(session.passcode))).toEqual([]);

  await teacher.page.reload();
  await expect(checks).toContainText("Sophie Germain");
  await expect(checks).toContainText("Not ready");
  await expect(checks).toContainText("Does not work: Speaker");
  await expectNothingSerious(teacher.page);

  // Once more, better.
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("button", { name: "Yes, I heard them" }).click();
  await expect(page.getByRole("heading", { name: "You are ready" })).toBeVisible();
  await expect(page.getByText(`${teacher.name} can see this result.`)).toBeVisible();
  await teacher.page.reload();
  await expect(checks.getByRole("listitem")).toHaveCount(1);
  await expect(checks).toContainText("Everything works");
});

test("the green room leads to the same check, and the check back to the room", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  await teacher.page.goto(session.link);
  await expect(teacher.page.getByText(/learns the other’s internet address/)).toBeVisible();
  await teacher.page.getByRole("link", { name: "Check my connection" }).click();
  await expect(teacher.page.getByText(`For “${session.title}” with ${teacher.name}`)).toBeVisible();
  await teacher.page.getByRole("button", { name: "Start the check" }).click();
  await teacher.page.getByRole("button", { name: "Yes, I heard them" }).click();
  await expect(teacher.page.getByRole("heading", { name: "You are ready" })).toBeVisible();
  await teacher.page.getByRole("link", { name: "Go to the room" }).click();
  await expect(teacher.page.getByRole("button", { name: "Open the room" })).toBeEnabled();
});

test("a page that is left lets go of camera and microphone", async ({ people, browser }) => {
  const { page } = await people.stranger(browser);
  await page.goto("/check");
  await page.getByRole("button", { name: "Start the check" }).click();
  await expect(page.getByLabel("Your camera")).toBeVisible();
  expect(await openTracks(page)).toBe(2);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => openTracks(page)).toBe(0);
  await expect.poll(() => openConnections(page)).toBe(0);
  await expect(page.getByRole("button", { name: "Start the check" })).toBeVisible();
});
