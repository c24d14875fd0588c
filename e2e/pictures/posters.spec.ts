import { mergeTests } from "@playwright/test";

import { board, drag, expectBoard } from "../support/board.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { recordingOf } from "../support/recorded.ts";
import { meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

const test = mergeTests(plain, portraits);

/** The list of recordings, with every kind of picture and of none. See results/pictures. */
test("recordings and their pictures", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const { page, accessToken } = teacher;
  const headers = { Authorization: `Bearer ${accessToken}` };
  for (const onBoard of [false, true]) {
    const session = await people.session(teacher, { recording: "automatic", title: onBoard ? "Fractions on the board" : "Getting to know each other" });
    await meet(teacher, student, session);
    if (onBoard) {
      await page.keyboard.press("b");
      await expectBoard(page);
      await drag(page, "ellipse", [[400, 200], [600, 300]]);
      await drag(page, "rectangle", [[700, 200], [900, 400]]);
      await page.getByRole("button", { name: "For everyone" }).click();
      await page.getByRole("menuitem").first().click();
      await expect(board(student.page)).toBeVisible();
    }
    await expect(page.getByLabel("Time since the start")).toHaveText(/0:[1-5]\d/);
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByRole("button", { name: "End for everyone" }).click();
    await expect(page.getByRole("heading", { name: "The session is over" })).toBeVisible();
    const id = await recordingOf(teacher, session);
    const ask = async () => (await page.request.post(`/api/recordings/${id}/exports`, { data: { kind: "chapters" }, headers })).status();
    await expect.poll(ask).toBe(202);
  }
  // Beside the two that are real: what lists show of others.
  await page.route(/\/api\/recordings\?/, async (route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as { items: Record<string, unknown>[] };
    const [first] = list.items;
    const none = { ...first, poster: null, ended_at: "2026-01-10T10:00:00Z", started_at: "2026-01-10T08:30:00Z", duration_ms: 5_400_000 };
    const others = [
      { ...none, id: "1", title: "A lesson that goes on", state: "recording", ended_at: null, duration_ms: 720_000 },
      { ...none, id: "2", title: "A lesson that is being saved, with a title that does not fit into one line of a phone", state: "saving" },
      { ...none, id: "3", title: "Sound alone", kinds: ["microphone"], people: ["Marie Laurent", "Samuel Diallo", "Ada Byron", "Émile Zola", "Sofia Kovalevskaya"] },
      { ...none, id: "4", title: "A covered camera", kinds: ["camera", "microphone"], may_manage: false },
    ];
    await route.fulfill({ response: answer, json: { ...list, items: [...list.items, ...others] } });
  });
  await page.goto("/recordings");
  await expect(page.locator("[data-poster=shown]")).toHaveCount(2, { timeout: 150_000 });
  await take(page, "posters");
  await page.emulateMedia({ colorScheme: "dark" });
  await take(page, "posters-dark");
  await toFrench(teacher);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/recordings");
  await expect(page.locator("[data-poster=shown]")).toHaveCount(2);
  await take(page, "posters-french");
});
