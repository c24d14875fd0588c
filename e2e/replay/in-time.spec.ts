import { beepsIn, noteWhatPlays, type Sample, sampleWhatPlays } from "../support/counting.ts";
import { manifestOf, type Manifest, recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** Cameras show the time and microphones beep at every whole second: the replay is measured against what it says itself. */

const IN_TIME_MS = 100;

test("sound and picture are where they belong, in the files and while they play", async ({ people, browser }) => {
  const lesson = await recordLesson({
    people,
    browser,
    during: async ({ teacher }) => {
      await expect(teacher.page.getByLabel("Time since the start")).toHaveText(/0:2\d/);
    },
  });
  const { page } = lesson.teacher;
  const manifest = await manifestOf(lesson.teacher, lesson.recordingId);

  await test.step("every beep of the files lies at a whole second of the room's clock", async () => {
    const microphones = manifest.tracks.filter(({ kind }) => kind === "microphone");
    expect(microphones).toHaveLength(2);
    for (const track of microphones) {
      const beeps = (await beepsIn(page, track.src)).map((ms) => Date.parse(manifest.started_at) + track.starts_ms + ms * track.rate);
      expect(beeps.length).toBeGreaterThan(10);
      for (const at of beeps) expect(Math.abs(at - Math.round(at / 1000) * 1000), `beep at ${at}`).toBeLessThan(IN_TIME_MS);
    }
  });

  await test.step("while it plays, what is seen and what is heard are of the same moment", async () => {
    await noteWhatPlays(lesson.teacher.context);
    await page.goto(`/replay/${lesson.recordingId}?t=5`);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect.poll(async () => Number(await page.getByRole("slider", { name: "Position" }).getAttribute("aria-valuenow"))).toBeGreaterThan(8);
    const samples = await sampleWhatPlays(page, 60);
    const differences = samples.flatMap((sample) => apart(sample, manifest)).sort((one, other) => one - other);
    expect(differences.length, "moments at which all four tracks played").toBeGreaterThan(30);
    const [median, most] = [0.5, 0.95].map((share) => differences[Math.floor(differences.length * share)]!);
    console.log(`apart: ${Math.round(median!)} ms in the middle, ${Math.round(most!)} ms in nineteen of twenty (${differences.length} moments)`);
    expect(median).toBeLessThan(IN_TIME_MS);
  });
});

/** How far everything that plays at one moment is apart, in milliseconds of the lesson; nothing if not all four tracks play. */
function apart(sample: Sample, { started_at, tracks }: Manifest): number[] {
  const moments = tracks.flatMap(({ id, kind, starts_ms, rate }) => {
    const playing = sample.find(({ src }) => src.includes(id));
    if (!playing || playing.paused) return [];
    const heard = Date.parse(started_at) + starts_ms + playing.currentTime * 1000 * rate;
    return [kind === "camera" ? playing.shown! : heard % 1_000_000];
  });
  return moments.length === 4 ? [Math.max(...moments) - Math.min(...moments)] : [];
}
