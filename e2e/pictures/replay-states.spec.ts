import type { Page } from "@playwright/test";

import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { expect, test } from "../support/test.ts";

/** What stands in the place of recordings and replays that are not there, or not there yet. See results/pictures. */

const STARTED = "2026-11-20T13:00:00Z";
const row = (id: number) => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
  session_id: "00000000-0000-4000-8000-000000000000",
  title: id === 2 ? "Comparer des fractions, des nombres décimaux et des pourcentages : exercices de la deuxième séance" : `Fractions, ${id}`,
  teacher_name: "Marie Curie",
  started_at: STARTED,
  ended_at: STARTED,
  duration_ms: 45 * 60_000,
  state: (["recording", "saving", "ready"] as const)[Math.min(id - 1, 2)],
  people: ["Marie Curie", "Ada Lovelace", "Grace Hopper"],
  bytes: 1,
  captions: [],
  keep_until: null,
  may_manage: true,
});
const replay = (fields: object) => ({
  id: row(1).id,
  session: { id: row(1).session_id, title: "Fractions, deuxième leçon", teacher_name: "Marie Curie", timezone: "Europe/Paris" },
  started_at: STARTED,
  duration_ms: 60_000,
  from_ms: 0,
  to_ms: 60_000,
  state: "ready",
  people: [
    { id: "marie", name: "Marie Curie", role: "teacher" },
    { id: "ada", name: "Ada Lovelace", role: "student" },
  ],
  ...Object.fromEntries(["tracks", "gaps", "events", "chat", "chapters", "documents", "captions"].map((name) => [name, []])),
  keep_until: null,
  may_manage: true,
  server_time: STARTED,
  ...fields,
});
const voice = (id: string, speech: [number, number][]) => ({
  id: `voice-${id}`,
  participant_id: id,
  copied_by: null,
  kind: "microphone",
  mime_type: "audio/webm;codecs=opus",
  starts_ms: 0,
  duration_ms: 60_000,
  rate: 1,
  src: "/api/health",
  width: null,
  height: null,
  speech,
  missing: [],
});
const file = (state: string, fields: object = {}) => ({
  id: state,
  kind: "video",
  layout: "presentation",
  height: 720,
  state,
  progress: 0.37,
  reason: null,
  bytes: null,
  src: null,
  file_name: "film.mp4",
  created_at: STARTED,
  keep_until: null,
  may_delete: true,
  ...fields,
});

/** The server as it answers one address from now on; without an answer it never does. */
async function serve(page: Page, path: RegExp, json?: object, status = 200): Promise<void> {
  await page.unroute(path);
  await page.route(path, (route) => (json ? route.fulfill({ json, status }) : undefined));
}

const LIST = /\/api\/recordings\?/;
const REPLAY = new RegExp(`/api/recordings/${row(1).id}$`);
const EXPORTS = /\/exports$/;

test("recordings and replays that are not there", async ({ people, browser }) => {
  const person = await people.teacher(browser);
  const { page } = person;
  await toFrench(person);

  const list = async (name: string, shown: RegExp, ...answer: [json?: object, status?: number]) => {
    await serve(page, LIST, ...answer);
    await page.goto("/recordings");
    await expect(page.getByText(shown).first()).toBeAttached();
    await take(page, `recordings-${name}`, { fullPage: false });
  };
  await list("empty", /^Il n’y a pas encore/, { items: [], next_cursor: null });
  await list("many", /^Comparer/, { items: [1, 2, 3, 4, 5, 6, 7, 8].map(row), next_cursor: "more" });
  await list("loading", /^Chargement/);
  await list("failed", /de notre côté/, {}, 500);
  await serve(page, LIST, { items: [], next_cursor: null });
  await page.goto("/recordings?q=geometrie");
  await expect(page.getByText("Aucun enregistrement ne correspond")).toBeVisible();
  await take(page, "recordings-nothing-fits", { fullPage: false });

  const open = async (name: string, shown: RegExp, ...answer: [json?: object, status?: number]) => {
    await serve(page, REPLAY, ...answer);
    await page.goto(`/replay/${row(1).id}`);
    await expect(page.getByText(shown).first()).toBeAttached();
    await take(page, `replay-${name}`, { fullPage: false });
  };
  await open("loading", /^Chargement/);
  await open("not-found", /^Il n’y a pas|^Cet enregistrement|n’existe/, {}, 404);
  await open("failed", /de notre côté/, {}, 500);
  await open("nobody", /^Rien n’a été enregistré/, replay({ people: [{ id: "marie", name: null, role: "teacher" }] }));
  const voices = [voice("marie", [[1_000, 20_000]]), voice("ada", [[22_000, 40_000]])];
  await open("sound-only", /^Rien n’a été écrit|discussion/i, replay({ tracks: voices }));
  await open("running", /rattraper|en cours/i, replay({ state: "recording", tracks: voices }));
  await open("saving", /appareil/, replay({ state: "saving", tracks: voices }));

  const mark = { at_ms: 20_000, kind: "mark", title: "Comparer des fractions", participant_id: null, mark_id: "mark" };
  const part = { tracks: voices, from_ms: 9_000, to_ms: 48_000, chapters: [mark] };
  await open("part", /^Comparer/, replay({ ...part, may_manage: false }));
  await open("trimmed", /^Raccourci/, replay(part));
  await page.getByRole("button", { name: /^Renommer/ }).click();
  await take(page, "replay-rename", { fullPage: false });
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await take(page, "replay-menu", { fullPage: false });

  await serve(page, REPLAY, replay({ tracks: voices }));
  await serve(page, EXPORTS, {
    items: [file("waiting"), file("working"), file("failed", { reason: "no_space" }), file("ready", { bytes: 3e8, src: "/api/health", keep_until: STARTED })],
  });
  await page.goto(`/replay/${row(1).id}`);
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await page.getByRole("menuitem").first().click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await take(page, "exports-states", { fullPage: false });
});

test("a link that has ended, and what could not be saved", async ({ people, browser }) => {
  const { page, context } = await people.stranger(browser);
  await context.addInitScript(() => localStorage.setItem("chalkroom.language", "fr"));
  await page.goto(`/replay/${row(1).id}#link=ended`);
  await expect(page.getByRole("link", { name: "Se connecter" })).toBeVisible();
  await take(page, "replay-link-ended", { fullPage: false });

  const note = { sessionId: "one", startedAt: Date.parse(STARTED), kinds: ["microphone", "camera", "screen"], code: "session_ended", detail: "" };
  await context.addInitScript((notes) => localStorage.setItem("chalkroom.recording.not-saved", notes), JSON.stringify([note, { ...note, sessionId: "two" }]));
  await page.goto("/login");
  await expect(page.locator("[role=status] button")).toBeVisible();
  await take(page, "not-saved", { fullPage: false });
});
