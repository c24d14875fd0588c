import { hasCoturn } from "../support/relay.ts";
import { relayedTest, withClosedWay } from "../support/relayed-test.ts";
import { expect } from "../support/test.ts";

/** The connection check against the real coturn. */

const test = relayedTest(withClosedWay);

test.skip(!hasCoturn && process.env.CI !== "true", "coturn is not installed");

test("finds the relay over UDP and TCP, says which way is closed, and measures through the relay", async ({ people, browser }) => {
  const { page } = await people.stranger(browser);
  await page.goto("/check");
  await page.getByRole("button", { name: "Start the check" }).click();
  await page.getByRole("button", { name: "Yes, I heard them" }).click();
  await expect(page.getByRole("heading", { name: "You are ready" })).toBeVisible({ timeout: 90_000 });
  for (const [name, status] of [["stun", "ok"], ["relay_udp", "ok"], ["relay_tcp", "ok"], ["relay_tls", "failed"]]) {
    await expect(page.locator(`[data-step="${name}"]`)).toHaveAttribute("data-status", status!);
  }
  await expect(page.locator('[data-step="relay_tls"]')).toContainText("It does no harm if another way works.");
  const figures = page.locator('[data-measured="relay"]');
  await expect(figures).toContainText(/There and back through the relay[\d.,]+ [kM]bit\/s/);
  await expect(figures).toContainText(/Lost on the way[\d.,]+\s?%/);
  await expect(figures).toContainText(/Delay, there and back[\d.,]+ ms/);
});
