import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";

import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";

import { take } from "../support/pictures.ts";
import { tile } from "../support/media.ts";
import { enter, letIn, meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** Files in the room's chat. What is refused is in tests/classroom/chat, what waits in attachments.test.ts. */

const PICTURE = { name: "sketch é.png", mimeType: "image/png", buffer: png(320, 200) };
const NOTES = { name: "notes.html", mimeType: "text/html", buffer: Buffer.from("<script>document.title = 'run'</script>") };

async function openChat(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Chat/ }).click();
  await expect(page.getByRole("textbox", { name: /^Your message/ })).toBeVisible();
}

function messages(page: Page): Locator {
  return page.getByRole("log", { name: "Messages" }).getByRole("article");
}

async function attach(page: Page, ...files: (typeof PICTURE)[]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(files);
}

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: `Download ${name}` }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

test("a picture is sent, seen by the other and downloaded byte for byte", async ({ people, browser, browserName }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openChat(teacher.page);
  await openChat(student.page);

  await attach(student.page, PICTURE, NOTES);
  await expect(student.page.getByRole("list", { name: "Attached files" }).getByRole("listitem")).toHaveCount(2);
  if (browserName === "chromium") await take(student.page, "chat-attached", { fullPage: false });
  await student.page.getByRole("textbox", { name: /^Your message/ }).press("Enter");

  const thumbnail = messages(teacher.page).getByRole("img", { name: PICTURE.name });
  await expect(thumbnail).toBeVisible();
  await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  if (browserName === "chromium") await take(teacher.page, "chat-files", { fullPage: false });

  // Large, and back to where one was.
  const open = teacher.page.getByRole("button", { name: `Show ${PICTURE.name} large` });
  await teacher.page.bringToFront(); // Firefox gives keys to the window in front only
  await open.press("Enter");
  await expect(teacher.page.getByRole("dialog").getByRole("img", { name: PICTURE.name })).toBeVisible();
  if (browserName === "chromium") await take(teacher.page, "chat-picture", { fullPage: false });
  await teacher.page.keyboard.press("Escape");
  await expect(teacher.page.getByRole("dialog")).toHaveCount(0);
  await expect(open).toBeFocused();

  for (const file of [PICTURE, NOTES]) {
    expect(hash(await downloaded(teacher.page, file.name)), file.name).toBe(hash(file.buffer));
  }
  const { violations } = await new AxeBuilder({ page: teacher.page }).include("[data-panel=chat]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);

  // Deleted for everyone, at once.
  await teacher.page.getByRole("button", { name: /^Delete Ada Lovelace: sketch/ }).click();
  await teacher.page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(messages(student.page)).toHaveText([/This message was deleted/]);
  await expect(student.page.getByRole("button", { name: /^Download/ })).toHaveCount(0);
});

test("a private file is for two, in the room and afterwards", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const other = await people.student(browser, "Grace Hopper");
  const session = await people.session(teacher, { capacity: 4 });
  await meet(teacher, student, session);
  await enter(other.page, session);
  await letIn(teacher.page, other.name);
  await expect(tile(other.page, teacher.name)).toBeVisible();
  for (const { page } of [teacher, student, other]) await openChat(page);

  await student.page.getByRole("combobox", { name: "Who can read it" }).click();
  await student.page.getByRole("option", { name: "To Marie Curie alone" }).click();
  const linked = student.page.waitForResponse((answer) => answer.url().endsWith("/links"));
  await attach(student.page, PICTURE);
  await student.page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(messages(teacher.page).getByRole("img", { name: PICTURE.name })).toBeVisible();
  const path = new URL((await linked).url()).pathname.replace(/\/links$/, "");

  await teacher.page.getByRole("textbox", { name: /^Your message/ }).fill("For all");
  await teacher.page.keyboard.press("Enter");
  await expect(messages(other.page)).toHaveText([/For all/]);
  const headers = { Authorization: `Bearer ${other.accessToken}` };
  expect((await other.page.request.get(path, { headers })).status()).toBe(404);

  await fetch(new URL(`/api/sessions/${session.id}/end`, teacher.page.url()), {
    method: "POST",
    headers: { Authorization: `Bearer ${teacher.accessToken}` },
  });
  await student.page.goto(`/sessions/${session.id}`);
  await expect(student.page.getByRole("img", { name: PICTURE.name })).toBeVisible();
  expect(hash(await downloaded(student.page, PICTURE.name))).toBe(hash(PICTURE.buffer));
  expect((await other.page.request.get(path, { headers })).status()).toBe(404);
});

test("a file attached while the server is down goes once it is back, and once", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openChat(teacher.page);
  await openChat(student.page);
  await server.kill();
  try {
    await expect(student.page.getByText("Reconnecting…").first()).toBeVisible();
    await attach(student.page, PICTURE);
    await student.page.getByRole("textbox", { name: /^Your message/ }).fill("My sketch");
    await student.page.keyboard.press("Enter");
    await expect(messages(student.page).first()).toContainText("Waits for the connection");
  } finally {
    await server.launch();
  }
  await expect(messages(teacher.page).getByRole("img", { name: PICTURE.name })).toHaveCount(1);
  await expect(messages(student.page)).toHaveText([/My sketch/]);
  await expect(student.page.getByText("Waits for the connection")).toHaveCount(0);
});

function hash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A picture with stripes, whose colours a page does not have. */
function png(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width * 3 + 1) + 1 + x * 3 + (Math.floor((x + y) / 40) % 3)] = 230;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
