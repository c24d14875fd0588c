import { expect, type Locator, type Page } from "@playwright/test";

import type { Session } from "./people.ts";

/** The code of a session, on its page outside of the room or on the room's stage. */
export class CodePage {
  constructor(readonly page: Page) {}

  static async open(page: Page, session: Session): Promise<CodePage> {
    await page.goto(`/sessions/${session.id}/code`);
    await expect(page.getByRole("heading", { level: 1, name: /^Code of/ })).toBeVisible();
    return new CodePage(page);
  }

  /** What somebody reads in the output, as text. */
  get output(): Locator {
    return this.page.getByRole("log", { name: "Output" });
  }

  get runButton(): Locator {
    return this.page.getByRole("button", { name: "Run" });
  }

  get stopButton(): Locator {
    return this.page.getByRole("button", { name: "Stop" });
  }

  editor(name: string): Locator {
    return this.page.getByRole("textbox", { name: `${name}, editor` });
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name.replaceAll(".", "\\.")}`) });
  }

  /** The first file comes from the empty page, the others from the plus. */
  async addFile(name: string, text: string): Promise<void> {
    const first = this.page.getByRole("button", { name: "Python", exact: true });
    const add = this.page.getByRole("button", { name: "Add a file" });
    await expect(first.or(add)).toBeVisible();
    if (await first.isVisible()) {
      await first.click();
      await this.choose("main.py", "Rename");
    } else await add.click();
    await this.page.getByRole("textbox", { name: /^(Name of the new file|New name)$/ }).fill(name);
    await this.page.getByRole("button", { name: "Done" }).click();
    await this.write(name, text);
  }

  async choose(file: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `What to do with ${file}` }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** What is written, without the names beside other people's cursors. */
  async text(name: string): Promise<string> {
    return this.editor(name).evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const cursor of copy.querySelectorAll(".cm-ySelectionCaret")) cursor.remove();
      return [...copy.querySelectorAll(".cm-line")].map(({ textContent }) => textContent).join("\n");
    });
  }

  /** In place of what was there. */
  async write(name: string, text: string): Promise<void> {
    await this.editor(name).click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** At the end of what is there. */
  async append(name: string, text: string): Promise<void> {
    await this.editor(name).click();
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.insertText(text);
    await expect(this.editor(name)).toContainText(text);
  }

  async run(): Promise<void> {
    await this.runButton.click();
  }

  /** Stops what runs, which then has ended within a second. */
  async stopAtOnce(): Promise<void> {
    const pressed = Date.now();
    await this.stopButton.click();
    await expect(this.output).toContainText("Stopped.");
    expect(Date.now() - pressed).toBeLessThan(1_000);
  }

  /** Runs to its end; answers what it showed. */
  async outcome(name: string, text: string): Promise<string> {
    await this.write(name, text);
    await this.run();
    await expect(this.page.getByText(/^You ran it at/)).toBeVisible();
    return this.output.innerText();
  }
}
