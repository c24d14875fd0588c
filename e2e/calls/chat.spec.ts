import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";

import { tile } from "../support/media.ts";
import { enter, letIn, meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** The room's chat, as people use it. The rules of what is sent when are in chat-log.test.ts. */

async function openChat(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Chat/ }).click();
  await expect(page.getByRole("textbox", { name: /^Your message/ })).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Your message/ });
  await field.fill(text);
  await field.press("Enter");
}

async function addressTo(page: Page, reader: string): Promise<void> {
  await page.getByRole("combobox", { name: "Who can read it" }).click();
  await page.getByRole("option", { name: reader }).click();
}

/** Messages with this text, in the panel. */
function message(page: Page, text: string | RegExp): Locator {
  return page.getByRole("log", { name: "Messages" }).getByRole("article").filter({ hasText: text });
}

test("two people write to each other, reply, edit and delete", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openChat(teacher.page);
  await expect(teacher.page.getByText("Nobody has written anything yet.")).toBeVisible();

  await say(teacher.page, "Open **page 12**, please");
  // The panel of the other is closed: they learn of it all the same.
  await expect(student.page.getByText("Marie Curie: Open page 12, please")).toBeVisible();
  await student.page.getByRole("button", { name: "Chat, 1 new message" }).click();
  await expect(message(student.page, "Open page 12, please").locator("strong")).toHaveText("page 12");
  await expect(student.page.getByRole("button", { name: "Chat", exact: true })).toBeVisible();

  await student.page.getByRole("button", { name: /^Reply to Marie Curie/ }).focus();
  await student.page.keyboard.press("Enter");
  await student.page.keyboard.type("Which bok?");
  await student.page.keyboard.press("Enter");
  await expect(message(teacher.page, "Which bok?")).toContainText("Marie Curie: Open page 12, please");

  await student.page.getByRole("button", { name: /^Edit your message/ }).focus();
  await student.page.keyboard.press("Enter");
  await student.page.getByRole("textbox", { name: "The message" }).fill("Which book?");
  await student.page.keyboard.press("Enter");
  await expect(message(teacher.page, "Which book?")).toContainText("edited");
  await expect(teacher.page.getByRole("button", { name: /^Edit your message: Which/ })).toHaveCount(0);

  // Whose lesson it is may take away what somebody else wrote.
  await teacher.page.getByRole("button", { name: "Delete Ada Lovelace: Which book?" }).focus();
  await teacher.page.keyboard.press("Enter");
  await expect(teacher.page.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
  await teacher.page.keyboard.press("Enter");
  for (const { page } of [teacher, student]) {
    await expect(message(page, "This message was deleted.")).toHaveCount(1);
    await expect(page.getByText("Which book?")).toHaveCount(0);
  }

  const { violations } = await new AxeBuilder({ page: teacher.page }).include("[data-panel=chat]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});

test("a private line is for two, and a late joiner reads the rest", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const other = await people.student(browser, "Grace Hopper");
  const session = await people.session(teacher, { capacity: 4 });
  await meet(teacher, student, session);
  await openChat(teacher.page);
  await openChat(student.page);

  await say(teacher.page, "Good morning");
  await expect(message(student.page, "Good morning")).toBeVisible();
  await addressTo(student.page, "To Marie Curie alone");
  await say(student.page, "I forgot my homework");
  await expect(message(student.page, "I forgot my homework")).toContainText("To Marie Curie alone");
  await expect(message(teacher.page, "I forgot my homework")).toContainText("To you alone");
  // The answer stays between the two by itself.
  await teacher.page.getByRole("button", { name: /^Reply to Ada Lovelace/ }).focus();
  await teacher.page.keyboard.press("Enter");
  await say(teacher.page, "Never mind");
  await expect(message(student.page, "Never mind")).toContainText("To you alone");

  await enter(other.page, session);
  await letIn(teacher.page, other.name);
  await expect(tile(other.page, teacher.name)).toBeVisible();
  await openChat(other.page);
  await expect(message(other.page, "Good morning")).toBeVisible();
  await addressTo(teacher.page, "To everyone");
  await say(teacher.page, "Now we are three");
  await expect(message(other.page, "Now we are three")).toBeVisible();
  await expect(message(other.page, /./)).toHaveCount(2);
  await expect(other.page.getByText(/homework|Never mind/)).toHaveCount(0);
  // A student has nobody but the teacher to whisper to.
  await other.page.getByRole("combobox", { name: "Who can read it" }).click();
  await expect(other.page.getByRole("option")).toHaveText(["To everyone", "To Marie Curie alone"]);
});

test("what is written while the server is down arrives once it is back, and once", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openChat(teacher.page);
  await openChat(student.page);

  await server.kill();
  try {
    await expect(student.page.getByText("Reconnecting…").first()).toBeVisible();
    await say(student.page, "first");
    await say(student.page, "second");
    await expect(message(student.page, "first")).toContainText("Waits for the connection");
  } finally {
    await server.launch();
  }

  for (const { page } of [teacher, student]) {
    await expect(message(page, "second")).toBeVisible();
    await expect(message(page, /first|second/)).toHaveText([/first/, /second/]);
    await expect(page.getByText("Waits for the connection")).toHaveCount(0);
  }
  await student.page.reload();
  await student.page.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
  await openChat(student.page);
  await expect(message(student.page, /first|second/)).toHaveText([/first/, /second/]);
});

test("hostile Markdown does no harm", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openChat(teacher.page);
  await openChat(student.page);
  const strangers: string[] = [];
  teacher.page.on("request", (request) => request.url().includes("tracker.example") && strangers.push(request.url()));
  teacher.page.on("dialog", () => strangers.push("a dialog"));

  await say(student.page, "<img src=https://tracker.example/a.png onerror=alert(1)> ![x](https://tracker.example/b.png)");
  await say(student.page, "[press me](javascript:alert(1)) and [the bank](https://example.org/login)");
  await say(student.page, "x".repeat(3_000));

  const links = message(teacher.page, "press me").getByRole("link");
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute("href", "https://example.org/login");
  await expect(links).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expect(message(teacher.page, "the bank")).toContainText("(example.org)");
  await expect(message(teacher.page, "<img src=")).toBeVisible();
  await expect(message(teacher.page, "xxxx")).toBeVisible();
  const list = teacher.page.getByRole("log", { name: "Messages" });
  expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(await list.locator("img").count()).toBe(0);
  expect(strangers).toEqual([]);
});
