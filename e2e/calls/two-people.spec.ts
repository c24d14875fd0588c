import { openConnections, openTracks } from "../support/devices.ts";
import { expectToHear, expectToSee, tile } from "../support/media.ts";
import { enter, leave, letIn, meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

test("two people see and hear each other", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(teacher.page, student.name);
  await expectToSee(student.page, teacher.name);
  await expectToHear(teacher.page);
  await expectToHear(student.page);
});

test("a guest waits until the teacher lets them in, and the passcode leaves the address", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher, { allow_guests: true });
  const { page } = await people.stranger(browser);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));

  await enter(teacher.page, session);
  await page.goto(session.link);
  await expect(page).toHaveURL(new RegExp(`/video-room/${session.meeting_id}$`));
  await page.getByLabel("Your name").pressSequentially("Sophie Germain"); // fill() does not always reach React in Firefox
  await page.getByRole("button", { name: "Ask to join" }).click();
  await expect(page.getByRole("heading", { name: "You are in the waiting room" })).toBeVisible();
  await expect(tile(teacher.page, "Sophie Germain")).toBeHidden();
  expect(await openConnections(page)).toBe(0);

  await letIn(teacher.page, "Sophie Germain");
  await expectToSee(page, teacher.name);
  await expectToSee(teacher.page, "Sophie Germain");

  // Once inside, a reload needs neither a name nor the teacher again.
  await page.reload();
  await expect(page.getByLabel("Your name")).toHaveCount(0);
  await page.getByRole("button", { name: "Join now" }).click();
  await expectToSee(page, teacher.name);
  expect(asked.slice(1).filter((address) => address.includes(session.passcode))).toEqual([]);
});

test("the teacher ends the session: everyone is told, and devices are let go", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await meet(teacher, student, session);
  await expectToSee(student.page, teacher.name);

  await teacher.page.getByRole("button", { name: "Leave", exact: true }).click();
  await teacher.page.getByRole("button", { name: "End for everyone" }).click();
  for (const { page } of [teacher, student]) {
    await expect(page.getByRole("heading", { name: "The session is over" })).toBeVisible();
    await expect.poll(() => openTracks(page)).toBe(0);
    await expect.poll(() => openConnections(page)).toBe(0);
  }
  await student.page.getByRole("link", { name: "Board, code and chat of the session" }).click();
  await expect(student.page.getByRole("heading", { name: session.title })).toBeVisible();
  await student.page.goto(session.link);
  await expect(student.page.getByRole("heading", { name: "This session is over" })).toBeVisible();
});

test("a second tab replaces the first, which says so", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  await meet(teacher, student, session);

  const second = await student.context.newPage();
  await enter(second, session);
  await expect(student.page.getByRole("heading", { name: "You are in this room somewhere else" })).toBeVisible();
  await expect.poll(() => openTracks(student.page)).toBe(0);
  await expectToSee(second, teacher.name);
  await expectToSee(teacher.page, student.name);
  await expect(tile(teacher.page, student.name)).toHaveCount(1);
});

test("a call lives through a restart of the server", async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await expectToSee(student.page, teacher.name);

  await server.kill();
  try {
    await expect(student.page.getByText("Reconnecting…").first()).toBeVisible();
    await expectToSee(student.page, teacher.name);
    await expectToHear(teacher.page);
  } finally {
    await server.launch();
  }

  await expect(student.page.getByText("Reconnecting…")).toHaveCount(0, { timeout: 30_000 });
  await expect(teacher.page.getByText("Reconnecting…")).toHaveCount(0, { timeout: 30_000 });
  await expectToSee(teacher.page, student.name);
  await expectToHear(student.page);
  // What goes through the server works again: one leaves, the other is told.
  await leave(student.page);
  await expect(tile(teacher.page, student.name)).toBeHidden();
});
