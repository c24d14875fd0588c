import { AxeBuilder } from "@axe-core/playwright";

import { board, drag, drawn, expectBoard, openBoard } from "../support/board.ts";
import { documentLine } from "../support/line.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/**
 * The shared board in two real browsers. The rules of what wins are in elements-binding.test.ts. What is on a board is read from
 * the file that anybody can save. In Chromium only: Firefox tells its
 * driver of downloads from a server, and not of those that a page makes itself, not even on the plainest page.
 */

test("two people draw through a cut-off, a restart and a reload, and end with the same board", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const line = await documentLine(student.page);
  await meet(teacher, student, await people.session(teacher));
  await openBoard(teacher.page);
  await openBoard(student.page);

  await drag(teacher.page, "rectangle", [[300, 200], [420, 280]]);
  await expect.poll(async () => (await drawn(student.page)).map(({ type }) => type)).toEqual(["rectangle"]);

  // A stroke is there before it is finished.
  await drag(student.page, "freedraw", [[320, 320], [380, 360], [440, 320]], false);
  await expect(board(teacher.page).locator("[data-live-ink]")).toHaveAttribute("data-drawings", "1");
  await student.page.mouse.up();
  await expect.poll(async () => (await drawn(teacher.page)).length).toBe(2);
  await expect(board(teacher.page).locator("[data-live-ink]")).toHaveAttribute("data-drawings", "0");

  await line.cut();
  await expect(board(student.page)).toHaveAttribute("data-board", "offline");
  await drag(student.page, "ellipse", [[300, 400], [380, 440]]);
  await drag(teacher.page, "ellipse", [[500, 200], [560, 260]]);
  await expect(board(student.page).getByText(/What you draw is kept on this device/)).toBeVisible();
  line.mend();
  await expectBoard(student.page);
  await expect.poll(async () => (await drawn(teacher.page)).length).toBe(4);

  await line.cut();
  await expect(board(student.page)).toHaveAttribute("data-board", "offline");
  await drag(student.page, "rectangle", [[420, 400], [520, 440]]);
  await student.page.reload();
  await student.page.getByRole("button", { name: /^(Join now|Ask to join)$/ }).click();
  line.mend();
  await openBoard(student.page);
  await expect.poll(async () => (await drawn(teacher.page)).length).toBe(5);

  await server.kill();
  try {
    await expect(board(teacher.page)).toHaveAttribute("data-board", "offline");
    await drag(teacher.page, "freedraw", [[560, 320], [600, 380], [660, 330]]);
  } finally {
    await server.launch();
  }
  await expectBoard(teacher.page);
  await expectBoard(student.page);
  await expect.poll(async () => (await drawn(student.page)).length).toBe(6);
  expect(await drawn(student.page)).toEqual(await drawn(teacher.page));
});

test("undo takes back one's own, the teacher leads, and who may not draw looks on", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openBoard(teacher.page);
  await board(teacher.page).getByRole("button", { name: "For everyone" }).click();
  await teacher.page.getByRole("menuitem", { name: "Show the board to everyone" }).click();
  await expectBoard(student.page);

  await drag(student.page, "rectangle", [[300, 200], [400, 260]]);
  await expect.poll(async () => (await drawn(teacher.page)).length).toBe(1);
  await drag(teacher.page, "ellipse", [[300, 300], [400, 360]]);
  await expect.poll(async () => (await drawn(student.page)).length).toBe(2);
  await board(student.page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await drawn(teacher.page)).map(({ type }) => type)).toEqual(["ellipse"]);

  await board(teacher.page).getByRole("button", { name: "Clear this page" }).click();
  await expect.poll(() => drawn(student.page)).toEqual([]);
  await board(teacher.page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await drawn(student.page)).map(({ type }) => type)).toEqual(["ellipse"]);

  // A second page, to which everybody is brought.
  await board(teacher.page).getByRole("button", { name: "This page", exact: true }).click();
  await teacher.page.getByRole("menuitem", { name: "New page" }).click();
  await expect(board(teacher.page).getByText("2/2")).toBeVisible();
  await board(teacher.page).getByRole("button", { name: "Bring everyone here" }).click();
  await expect(board(student.page).getByText("2/2")).toBeVisible();

  await teacher.page.keyboard.press("Escape");
  await teacher.page.getByRole("button", { name: /^People/ }).click();
  await teacher.page.getByRole("button", { name: "Room rules" }).click();
  await teacher.page.getByRole("switch", { name: "Draw" }).click();
  await expect(board(student.page).getByText(/drawing on it is not allowed at the moment/)).toBeVisible();
  await expect(board(student.page).getByTestId("toolbar-rectangle")).toHaveCount(0);

  for (const { page } of [teacher, student]) {
    const { violations } = await new AxeBuilder({ page }).include("[data-tile=board]").exclude(".excalidraw").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
});

test("a page is prepared before the lesson, saved as a file and opened again", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const foreign: string[] = [];
  teacher.page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(server.url).host) foreign.push(request.url());
  });
  await teacher.page.goto(`/sessions/${session.id}/board`);
  await expectBoard(teacher.page);
  await drag(teacher.page, "rectangle", [[300, 200], [420, 280]]);
  await drag(teacher.page, "freedraw", [[320, 320], [380, 360], [440, 320]]);
  const before = await drawn(teacher.page);
  expect(before.map(({ type }) => type)).toEqual(["rectangle", "freedraw"]);

  await board(teacher.page).getByRole("button", { name: "Save and open" }).click();
  const saved = teacher.page.waitForEvent("download");
  await teacher.page.getByRole("menuitem", { name: /\.excalidraw/ }).click();
  const path = await (await saved).path();
  for (const [name, type] of [["PNG", "png"], ["SVG", "svg"]] as const) {
    await board(teacher.page).getByRole("button", { name: "Save and open" }).click();
    const download = teacher.page.waitForEvent("download");
    await teacher.page.getByRole("menuitem", { name: new RegExp(name) }).click();
    expect((await download).suggestedFilename()).toBe(`${session.title}.${type}`);
  }
  await board(teacher.page).getByLabel("Open a saved page").setInputFiles({
    name: "Copy.excalidraw",
    mimeType: "application/json",
    buffer: await (await import("node:fs/promises")).readFile(path),
  });
  await expect(board(teacher.page).getByText("2/2")).toBeVisible();
  expect(await drawn(teacher.page)).toEqual(before);

  await teacher.page.reload();
  await expectBoard(teacher.page);
  expect(await drawn(teacher.page)).toEqual(before);
  expect(foreign).toEqual([]);
});
