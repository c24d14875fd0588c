import { mergeTests } from "@playwright/test";

import type { Person } from "../support/people.ts";
import { expectToSee } from "../support/media.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { enter, leave, letIn, meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

/** Pictures of every page, to be looked at by people: npm run pictures, then see results/pictures. */

const test = mergeTests(plain, portraits);
const PUBLIC = ["/", "/join", "/login", "/register", "/forgot-password", "/nowhere"];
const SIGNED_IN = ["/dashboard", "/sessions", "/sessions/new", "/account"];

test.describe.configure({ timeout: 300_000 });

const nameOf = (path: string) => path.slice(1).replaceAll("/", "-") || "landing";

async function speak(person: Person, language: string): Promise<void> {
  const headers = { Authorization: `Bearer ${person.accessToken}` };
  await person.context.request.patch("/api/auth/me", { data: { language }, headers });
}

for (const language of ["en", "fr"]) {
  test(`pages in ${language}`, async ({ people, browser }) => {
    const { page, context } = await people.stranger(browser);
    await context.setExtraHTTPHeaders({ "Accept-Language": language });
    await context.addInitScript((chosen) => {
      Object.defineProperty(navigator, "languages", { value: [chosen] });
      Object.defineProperty(navigator, "language", { value: chosen });
    }, language);
    for (const path of PUBLIC) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await take(page, `${language}-${nameOf(path)}`);
    }
    const teacher = await people.teacher(browser);
    await speak(teacher, language);
    await teacher.page.goto("/dashboard");
    await teacher.page.getByRole("heading", { level: 1 }).waitFor();
    await take(teacher.page, `${language}-dashboard-empty`);
    const session = await people.session(teacher);
    for (const path of SIGNED_IN) {
      await teacher.page.goto(path);
      await teacher.page.getByRole("heading", { level: 1 }).waitFor();
      await take(teacher.page, `${language}-${nameOf(path)}`);
    }
    for (const [path, name] of [[`/sessions/${session.id}`, "session"], [`/sessions/${session.id}/edit`, "session-edit"]]) {
      await teacher.page.goto(path!);
      await teacher.page.getByRole("heading", { level: 1 }).waitFor();
      await take(teacher.page, `${language}-${name}`);
    }
  });
}

test.describe("the room", () => {
  test("green room, waiting, room, ended", async ({ people, teaching, learning }) => {
    const teacher = await people.teacher(teaching, "Marie Laurent");
    const student = await people.student(learning, "Samuel Diallo");
    const session = await people.session(teacher);

    await teacher.page.goto(session.link);
    await expect(teacher.page.getByRole("button", { name: "Open the room" })).toBeEnabled();
    await take(teacher.page, "green-room");
    await enter(teacher.page, session);
    await enter(student.page, session);
    await student.page.getByRole("heading", { name: "You are in the waiting room" }).waitFor();
    await take(student.page, "waiting");
    await teacher.page.getByText(`${student.name} would like to come in.`).waitFor();
    await take(teacher.page, "knock", { fullPage: false });
    await letIn(teacher.page, student.name);
    await expectToSee(teacher.page, student.name);
    await expectToSee(student.page, teacher.name);
    await take(student.page, "room", { fullPage: false });
    await student.page.getByRole("button", { name: /^People/ }).click();
    await take(student.page, "room-people", { fullPage: false });
    await leave(student.page);
    await student.page.getByRole("heading", { name: "You left the room" }).waitFor();
    await take(student.page, "left");
    await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
    const end = teacher.page.getByRole("button", { name: "End for everyone" });
    await end.waitFor();
    await take(teacher.page, "leave-or-end", { fullPage: false });
    await end.click();
    await teacher.page.getByRole("heading", { name: "The session is over" }).waitFor();
    await take(teacher.page, "ended");
  });

  test("the picture of the README", async ({ people, teaching, learning }) => {
    const teacher = await people.teacher(teaching, "Marie Laurent");
    const student = await people.student(learning, "Samuel Diallo");
    await meet(teacher, student, await people.session(teacher));
    await expectToSee(student.page, teacher.name);
    await student.page.setViewportSize({ width: 1280, height: 720 });
    await expect(student.page.getByRole("img", { name: "Good connection" })).toBeVisible({ timeout: 60_000 });
    await student.page.screenshot({ path: "../docs/images/room.png" });
  });
});
