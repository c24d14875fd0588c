import { randomUUID } from "node:crypto";

import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { watchDevices } from "./devices.ts";
import type { Server } from "./server.ts";

const PASSWORD = "a long walk by the river";

export type Role = "teacher" | "student";

/** What the tests need to know of a session. */
export interface Session {
  id: string;
  title: string;
  meeting_id: string;
  passcode: string;
  link: string;
}

interface SessionFields {
  title?: string;
  capacity?: number;
  allow_guests?: boolean;
  hide_addresses?: boolean;
  end_to_end?: boolean;
  recording?: "automatic" | "on_request" | "never";
}

/** Somebody with a browser window, signed in if they have an account. */
export interface Person {
  name: string;
  email: string;
  password: string;
  accessToken: string;
  context: BrowserContext;
  page: Page;
}

/** Makes the people of one test, each with a window of their own, and closes the windows afterwards. */
export class People {
  private readonly contexts: BrowserContext[] = [];

  constructor(private readonly server: Server) {}

  teacher(browser: Browser, name = "Marie Curie"): Promise<Person> {
    return this.register(browser, name, "teacher");
  }

  student(browser: Browser, name = "Ada Lovelace"): Promise<Person> {
    return this.register(browser, name, "student");
  }

  /** A window of somebody who is not signed in. */
  async stranger(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({
      baseURL: this.server.url,
      locale: "en-GB",
      viewport: { width: 1280, height: 800 },
    });
    this.contexts.push(context);
    await watchDevices(context);
    return { context, page: await context.newPage() };
  }

  async leave(): Promise<void> {
    for (const context of this.contexts) await context.close();
  }

  /** A session that starts in five minutes, so that its room is open already. */
  async session(teacher: Person, fields: SessionFields = {}): Promise<Session> {
    const answer = await fetch(`${this.server.url}/api/sessions`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${teacher.accessToken}` },
      body: JSON.stringify({
        title: "Fractions, second lesson",
        starts_at: new Date(Date.now() + 5 * 60_000).toISOString(),
        duration_minutes: 45,
        timezone: "Europe/Paris",
        capacity: 1,
        allow_guests: false,
        recording: "never", // whoever wants to see it recorded says so: it costs a small machine much
        ...fields,
      }),
    });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await answer.json()) as Session;
  }

  private async register(browser: Browser, name: string, role: Role): Promise<Person> {
    const email = `${randomUUID()}@example.org`;
    const { context, page } = await this.stranger(browser);
    await page.goto("/favicon.svg"); // any answer of the server's: the request needs its origin
    const accessToken = await page.evaluate(async (account) => {
      const answer = await fetch("/api/auth/register", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(account),
      });
      if (!answer.ok) throw new Error(await answer.text());
      localStorage.setItem("chalkroom.signed-in", "1"); // as the web client leaves it: worth asking for a refresh
      return ((await answer.json()) as { access_token: string }).access_token;
    }, { name, email, password: PASSWORD, role, language: "en", timezone: "Europe/Paris" });
    return { name, email, password: PASSWORD, accessToken, context, page };
  }
}
