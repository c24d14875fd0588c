import { expect, type Browser } from "@playwright/test";

import { countTheTime } from "./counting.ts";
import type { People, Person, Session } from "./people.ts";
import { meet } from "./room.ts";

export interface Lesson {
  teacher: Person;
  student: Person;
  session: Session;
}

interface Lasting {
  people: People;
  browser: Browser;
  /** What happens in it, once both are in the room and it is being recorded. */
  during: (lesson: Lesson) => Promise<void>;
}

/** Teacher and student meet, each with a camera that shows the time; what they do is recorded. Then the teacher ends it. */
export async function recordLesson({ people, browser, during }: Lasting): Promise<Lesson & { recordingId: string }> {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  for (const { context } of [teacher, student]) await countTheTime(context);
  const session = await people.session(teacher, { recording: "automatic" });
  await meet(teacher, student, session);
  await during({ teacher, student, session });
  await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  await expect(teacher.page.getByRole("heading", { name: "The session is over" })).toBeVisible();
  return { teacher, student, session, recordingId: await recordingOf(teacher, session) };
}

/** What the tests need to know of a replay. */
export interface Manifest {
  started_at: string;
  duration_ms: number;
  state: "recording" | "saving" | "ready";
  tracks: { id: string; participant_id: string; kind: "camera" | "microphone" | "screen"; starts_ms: number; duration_ms: number; rate: number; src: string; missing: [number, number][]; copied_by: string | null }[];
  gaps: { from_ms: number; to_ms: number; reason: string }[];
  people: { id: string; name: string | null }[];
}

export async function manifestOf({ page, accessToken }: Person, recordingId: string): Promise<Manifest> {
  const answer = await page.request.get(`/api/recordings/${recordingId}`, { headers: { Authorization: `Bearer ${accessToken}` } });
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Manifest;
}

export async function recordingOf({ page, accessToken }: Person, session: Session): Promise<string> {
  const answer = await page.request.get(`/api/sessions/${session.id}/recording`, { headers: { Authorization: `Bearer ${accessToken}` } });
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}
