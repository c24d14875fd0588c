import { expectAxeToBeContent } from "../support/axe.ts";
import { recordLesson } from "../support/recorded.ts";
import { chunksOf } from "../support/recording.ts";
import { expect, test } from "../support/test.ts";

test("a teacher names a recording, gives a link away, takes it back, and deletes it", { tag: "@chromium" }, async ({ server, people, browser }) => {
  const { teacher, session } = await recordLesson({
    people,
    browser,
    during: async ({ student, session }) => {
      await expect.poll(() => chunksOf(server, session, student, "camera")).toBeGreaterThan(1);
    },
  });
  const { page } = teacher;
  await page.goto("/recordings");
  const row = page.getByRole("listitem").filter({ hasText: session.title });
  const choose = async (what: string) => {
    await page.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };

  await expect(row).toContainText("Ready");
  await choose("Name and how long it is kept");
  await expectAxeToBeContent(page);
  await page.getByRole("textbox", { name: "Name" }).fill("Halves and quarters");
  await page.getByRole("combobox", { name: "Keep it" }).click();
  await page.getByRole("option", { name: "90 days after the session" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: "Halves and quarters" })).toBeVisible();

  await choose("Share by a link");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByText(/\/replay\/.*#link=/).textContent();
  await expectAxeToBeContent(page);

  const stranger = await browser.newContext();
  const visit = await stranger.newPage();
  await visit.goto(link ?? "");
  await expect(visit.getByRole("heading", { name: "Halves and quarters" })).toBeVisible();
  expect(visit.url()).not.toContain("link=");
  await visit.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => visit.locator("video").first().evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  await visit.reload();
  await expect(visit.getByRole("heading", { name: "Halves and quarters" })).toBeVisible();

  await page.getByRole("button", { name: /^Take back the link/ }).click();
  await expect(page.getByRole("button", { name: /^Take back the link/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Done" }).click();
  await visit.reload();
  await expect(visit.getByRole("heading", { name: "This replay does not open" })).toBeVisible();
  await stranger.close();

  // Where it is watched, the same is at hand; deleting leads back to the list.
  await page.getByRole("link", { name: "Halves and quarters" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Share by a link" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page).toHaveURL(/\/recordings$/);
  await expect(page.getByRole("heading", { name: "Recordings" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Halves and quarters" })).toHaveCount(0);
});
