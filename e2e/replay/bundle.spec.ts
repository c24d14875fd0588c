import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** A lesson that really took place, taken away and played from the disk, with no server anywhere. */

test("a bundle plays from the disk: picture, sound, board and chat at their seconds", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student }) => {
      await teacher.page.keyboard.press("b");
      await expectBoard(teacher.page);
      await teacher.page.getByRole("button", { name: "For everyone" }).click();
      await teacher.page.getByRole("menuitem").first().click();
      await expect(board(student.page)).toBeVisible();
      await drag(teacher.page, "rectangle", [[400, 200], [600, 300]]);
      await expect.poll(async () => (await drawn(teacher.page)).length).toBe(1);
      await student.page.getByRole("button", { name: /^Chat/ }).click();
      const field = student.page.getByRole("textbox", { name: /^Your message/ });
      await field.fill("Is three quarters more than two thirds?");
      await field.press("Enter");
      await expect(student.page.getByText("Is three quarters more than two thirds?")).toBeVisible();
    },
  });
  const headers = { Authorization: `Bearer ${teacher.accessToken}` };
  const { request } = teacher.page;
  const exports = `/api/recordings/${recordingId}/exports`;
  await expect
    .poll(async () => (await request.post(exports, { headers, data: { kind: "bundle" } })).status(), { timeout: 60_000 })
    .toBe(202);
  const state = async () => ((await (await request.get(exports, { headers })).json()) as { items: { state: string; src: string }[] }).items[0];
  await expect.poll(async () => (await state())?.state, { timeout: 60_000 }).toBe("ready");
  const folder = await mkdtemp(join(tmpdir(), "chalkroom-bundle-"));
  await writeFile(join(folder, "lesson.zip"), await (await request.get((await state())?.src ?? "")).body());
  execFileSync("python3", ["-m", "zipfile", "-e", "lesson.zip", "."], { cwd: folder });
  execFileSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder });

  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", ({ message }) => troubles.push(message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (asked) => /^(file|data|blob):/.test(asked.url()) || troubles.push(asked.url()));
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  await expect(page.getByRole("heading", { name: "Fractions, second lesson" })).toBeVisible();
  const line = page.getByText("Is three quarters more than two thirds?");
  await expect(line).toBeHidden();

  await test.step("it plays: sound and picture where the clock is", async () => {
    await page.keyboard.press("Space");
    await expect.poll(() => page.evaluate(media)).toMatchObject({ cameras: 2, microphones: 2, moving: 4 });
    await expect.poll(async () => (await page.evaluate(media)).frames).toBeGreaterThan(20);
    await expect.poll(async () => (await page.evaluate(media)).apart).toBeLessThan(0.1);
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  });

  await test.step("the line of chat comes at its second, and the board is drawn before it", async () => {
    const { at, from } = await page.evaluate(() => {
      const { chat, from_ms } = (window as unknown as { lesson: { chat: { at_ms: number }[]; from_ms: number } }).lesson;
      return { at: chat[0]!.at_ms, from: from_ms };
    });
    const goTo = (ms: number) => page.getByRole("slider", { name: "Timeline" }).fill(String(Math.floor(ms / 100) * 100 + from % 100));
    await goTo(at - 500);
    await expect(line).toBeHidden();
    await goTo(at + 200);
    await expect(line).toBeVisible();
    expect(await page.locator("#drawing path").count()).toBeGreaterThan(0);
    await expect(page.locator("#drawing")).toBeVisible();
    await page.keyboard.press("Home");
    await expect(line).toBeHidden();
  });

  await page.getByRole("button", { name: "Français" }).click();
  await expect(page.getByRole("button", { name: "Lire" })).toBeVisible();
  expect(troubles).toEqual([]);
  await context.close();
  await rm(folder, { recursive: true });
});

/** In the window: what its players do, and how far (in seconds) the worst is from where the page's clock is. */
function media() {
  const { tracks } = (window as unknown as { lesson: { tracks: { id: string; starts_ms: number; rate: number }[] } }).lesson;
  const at = Number((document.querySelector("#timeline") as HTMLInputElement).value);
  const players = [...document.querySelectorAll<HTMLMediaElement>("audio, video")];
  const apart = players.map((player) => {
    const track = tracks.find(({ id }) => id === player.dataset.track)!;
    return Math.abs(player.currentTime - (at - track.starts_ms) / track.rate / 1000);
  });
  const videos = players.filter((player) => player instanceof HTMLVideoElement);
  return {
    cameras: videos.length,
    microphones: players.length - videos.length,
    moving: players.filter(({ paused, currentTime }) => !paused && currentTime > 0).length,
    frames: Math.min(...videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames)),
    apart: Math.max(...apart),
  };
}
