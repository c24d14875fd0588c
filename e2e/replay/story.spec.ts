import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { CodePage } from "../support/code.ts";
import { offWholeSeconds } from "../support/counting.ts";
import { tile } from "../support/media.ts";
import { probe } from "../support/probe.ts";
import { type Manifest, manifestOf, recordLesson } from "../support/recorded.ts";
import { chunksOf, expectRecording, openRecording } from "../support/recording.ts";
import { expect, test } from "../support/test.ts";

/** One lesson in which everything happens that may happen to a lesson. */

/** Pages that draw, load and connect anew beep late by themselves; in-time.spec.ts looks closer. */
const IN_TIME_MS = 250;
/** A recorder that begins anew with another track takes a moment. */
const SEAM_MS = 1_500;

test("a lesson with a screen, board and code, a pause, a reload, 20 seconds offline and a dead server is complete afterwards", async ({ people, browser, server }) => {
  test.setTimeout(400_000);
  const lesson = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student, session }) => {
      await expectRecording(student.page, "Recording");

      await test.step("a screen", async () => {
        await teacher.page.getByRole("button", { name: "Share your screen" }).click();
        await expect(student.page.locator("[data-screen-of]")).toBeVisible();
        await expect.poll(() => chunksOf(server, session, teacher, "screen"), "something of it is recorded").toBeGreaterThan(1);
        await teacher.page.getByRole("button", { name: "Stop sharing" }).first().click();
        await expect(student.page.locator("[data-screen-of]")).toHaveCount(0);
      });

      await test.step("the board, then code", async () => {
        await teacher.page.keyboard.press("b");
        await expectBoard(teacher.page);
        await drag(teacher.page, "ellipse", [[400, 200], [600, 300]]);
        await expect.poll(async () => (await drawn(teacher.page)).length).toBe(1);
        await student.page.keyboard.press("c");
        await new CodePage(student.page).addFile("main.py", "print(3 / 4)");
        await student.page.keyboard.press("Escape");
      });

      await test.step("a pause", async () => {
        await (await openRecording(student.page)).getByRole("button", { name: "Pause" }).click();
        await expectRecording(teacher.page, "Paused");
        await student.page.waitForTimeout(4_000); // the pause itself
        await (await openRecording(teacher.page)).getByRole("button", { name: "Go on recording" }).click();
        await expectRecording(student.page, "Recording");
      });

      await test.step("a reload", async () => {
        const before = chunksOf(server, session, student, "microphone");
        await student.page.reload();
        await student.page.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
        await expect(tile(teacher.page, student.name)).toBeVisible();
        // What a page captures before it knows the room's time is nothing.
        await expect.poll(() => chunksOf(server, session, student, "microphone")).toBeGreaterThan(before);
      });

      await test.step("20 seconds offline", async () => {
        await student.context.setOffline(true);
        await teacher.page.waitForTimeout(20_000); // the time without a line
        await student.context.setOffline(false);
        await expect(student.page.getByText("Reconnecting…")).toHaveCount(0);
      });

      await test.step("the server dies", async () => {
        await server.kill();
        await expect(teacher.page.getByText("Reconnecting…").first()).toBeVisible();
        await server.launch();
        for (const { page } of [teacher, student]) await expect(page.getByText("Reconnecting…")).toHaveCount(0);
        for (const { page } of [teacher, student]) await expectRecording(page, "Recording");
        const before = [teacher, student].map((person) => chunksOf(server, session, person, "microphone"));
        for (const [index, person] of [teacher, student].entries()) {
          await expect.poll(() => chunksOf(server, session, person, "microphone"), "the lesson goes on").toBeGreaterThan(before[index]! + 2);
        }
      });
    },
  });

  const { teacher, student, recordingId } = lesson;
  // The student's page has the end of the lesson on it: it goes on sending until all is there.
  await expect.poll(async () => (await manifestOf(teacher, recordingId)).state, { timeout: 60_000 }).toBe("ready");
  const manifest = await manifestOf(teacher, recordingId);

  await test.step("every second of both voices is there, up to the pause and the reload", () => {
    const [paused] = manifest.gaps;
    expect(manifest.gaps.map(({ reason }) => reason)).toEqual(["paused"]);
    expect(paused!.to_ms - paused!.from_ms).toBeGreaterThan(3_500);
    expect(holes(manifest, idOf(manifest, teacher.name))).toEqual([]);
    const own = holes(manifest, idOf(manifest, student.name));
    // While the page loaded anew, unless that was too quick to be told from a seam.
    expect(own.length).toBeLessThanOrEqual(1);
    for (const { from, to } of own) expect(to - from).toBeLessThan(15_000);
  });

  await test.step("every file is whole, and what is heard in it is of its time", async () => {
    expect(manifest.tracks.filter(({ kind }) => kind === "screen")).toHaveLength(1);
    for (const track of manifest.tracks) {
      const answer = await teacher.page.request.get(track.src);
      const { durationMs, frames, beeps: inFile } = await probe(await answer.body());
      expect(frames).toBeGreaterThan(10);
      expect(Math.abs(durationMs - track.duration_ms / track.rate)).toBeLessThan(500);
      if (track.kind !== "microphone") continue;
      const beeps = inFile.map((ms) => Date.parse(manifest.started_at) + track.starts_ms + ms * track.rate);
      expect(beeps.length).toBeGreaterThan(track.duration_ms / 2000);
      for (const off of offWholeSeconds(beeps)) expect(off, `beeps at ${beeps.map(Math.round).join(", ")}`).toBeLessThan(IN_TIME_MS);
    }
  });

  await test.step("board and code are where they were", async () => {
    const { page } = teacher;
    await page.goto(`/replay/${recordingId}?t=${Math.ceil(manifest.gaps[0]!.to_ms / 1000)}`);
    await page.getByRole("button", { name: /^What is large/ }).click();
    await page.getByRole("menuitemradio", { name: "The board" }).click();
    await expect(board(page)).toHaveAttribute("data-board", "open");
    expect((await drawn(page)).map(({ type }) => type)).toEqual(["ellipse"]);
    await page.getByRole("button", { name: /^What is large/ }).click();
    await page.getByRole("menuitemradio", { name: "The code" }).click();
    await expect(new CodePage(page).editor("main.py")).toContainText("print(3 / 4)");
  });
});

function idOf({ people }: Manifest, name: string): string {
  return people.find((person) => person.name === name)!.id;
}

/** When a voice is not in the recording although it was not paused, from its first second to the last. */
function holes({ tracks, gaps, duration_ms }: Manifest, person: string): { from: number; to: number }[] {
  const own = tracks.filter(({ participant_id, kind }) => participant_id === person && kind === "microphone");
  const covered = [
    ...own.map(({ starts_ms, duration_ms: length }) => ({ from: starts_ms, to: starts_ms + length })),
    ...gaps.map(({ from_ms, to_ms }) => ({ from: from_ms, to: to_ms })),
    { from: duration_ms, to: duration_ms },
  ].sort((one, other) => one.from - other.from);
  const found = own.flatMap(({ missing }) => missing.map(([from, to]) => ({ from, to })));
  let until = covered[0]!.from;
  for (const { from, to } of covered) {
    if (from - until > SEAM_MS) found.push({ from: until, to: from });
    until = Math.max(until, to);
  }
  return found;
}
