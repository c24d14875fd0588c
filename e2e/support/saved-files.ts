import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { FIREFOX_SAVES_IN } from "./browsers.ts";

/** What the browser saves as a file once somebody has pressed the button for it. */
export async function fileSaved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  return page.context().browser()?.browserType().name() === "firefox" ? fromFolder(press) : fromEvent(page, press);
}

async function fromEvent(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await press();
  return readFile(await (await download).path());
}

/** While Firefox writes, there is an empty file, and one that ends in `.part` beside it. */
async function fromFolder(press: () => Promise<void>): Promise<Buffer> {
  await rm(FIREFOX_SAVES_IN, { recursive: true, force: true });
  await mkdir(FIREFOX_SAVES_IN, { recursive: true });
  await press();
  let file = Buffer.alloc(0);
  const length = async () => {
    const [name, ...others] = await readdir(FIREFOX_SAVES_IN);
    if (name === undefined || others.length > 0) return 0;
    file = await readFile(join(FIREFOX_SAVES_IN, name));
    return file.length;
  };
  await expect.poll(length).toBeGreaterThan(0);
  return file;
}
