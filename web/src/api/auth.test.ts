import { beforeEach, describe, expect, it, vi } from "vitest";

import type { SignedIn } from "./types";

const USER = {
  id: "7",
  name: "Marie",
  email: "marie@example.org",
  email_confirmed: true,
  role: "teacher",
  language: "en",
  timezone: "Europe/Paris",
  created_at: "2026-01-01T00:00:00Z",
} as const;

function signedIn(token: string): SignedIn {
  return { access_token: token, token_type: "bearer", expires_in: 900, user: USER };
}

/** A server whose refresh token rotates and which ends the family when an old one comes back. */
class Server {
  cookie = 0;
  current = 0;
  familyEnded = false;
  refreshes = 0;
  concurrent = 0;
  mostConcurrent = 0;

  answer = async (input: RequestInfo | URL): Promise<Response> => {
    const path = new URL(input instanceof Request ? input.url : input, "http://localhost").pathname;
    if (path !== "/api/auth/refresh") throw new Error(`unexpected ${path}`);
    this.refreshes += 1;
    this.concurrent += 1;
    this.mostConcurrent = Math.max(this.mostConcurrent, this.concurrent);
    const presented = this.cookie;
    await Promise.resolve();
    if (presented !== this.current) this.familyEnded = true;
    if (!this.familyEnded) this.current += 1;
    await Promise.resolve();
    this.concurrent -= 1;
    if (this.familyEnded) return Response.json({ code: "signed_out", detail: "Please sign in." }, { status: 401 });
    this.cookie = this.current;
    return Response.json(signedIn(`token-${this.current}`));
  };
}

/** Web Locks as browsers have them: one holder of a name at a time, across all tabs. */
function sharedLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: <T>(_name: string, task: () => Promise<T>): Promise<T> => {
      const mine = last.then(task, task);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** A fresh copy of the module is another tab: its own memory, the same cookie, storage and locks. */
async function openTab() {
  vi.resetModules();
  return import("./auth");
}

describe("signing in", () => {
  let server: Server;

  beforeEach(() => {
    server = new Server();
    localStorage.clear();
    vi.stubGlobal("fetch", server.answer);
    vi.stubGlobal("navigator", { languages: ["en-GB"], locks: sharedLocks() });
  });

  it("asks the server nothing when nobody has signed in here", async () => {
    const tab = await openTab();
    expect((await tab.restore()).status).toBe("anonymous");
    expect(server.refreshes).toBe(0);
  });

  it("comes back after a reload by the cookie", async () => {
    localStorage.setItem("chalkroom.signed-in", "1");
    const tab = await openTab();
    expect(await tab.restore()).toEqual({ status: "signed-in", user: USER });
    expect(tab.currentAccessToken()).toBe("token-1");
  });

  it("shares one refresh between calls of one tab", async () => {
    const tab = await openTab();
    const tokens = await Promise.all([tab.refresh(), tab.refresh(), tab.refresh()]);
    expect(tokens).toEqual(["token-1", "token-1", "token-1"]);
    expect(server.refreshes).toBe(1);
  });

  it("never presents an old refresh token from two tabs at once", async () => {
    const [one, two] = [await openTab(), await openTab()];
    const tokens = await Promise.all([one.refresh(), two.refresh()]);
    expect(tokens).toEqual(["token-1", "token-2"]);
    expect(server.mostConcurrent).toBe(1);
    expect(server.familyEnded).toBe(false);
  });

  it("holds the lock for a sign-in too", async () => {
    const [one, two] = [await openTab(), await openTab()];
    let during = false;
    const login = one.signIn(async () => {
      during = true;
      await new Promise((resolve) => setTimeout(resolve, 5));
      during = false;
      return signedIn("fresh");
    });
    const refreshedDuringLogin = two.refresh().then(() => during);
    await login;
    expect(await refreshedDuringLogin).toBe(false);
    expect(one.currentAccessToken()).toBe("fresh");
  });

  it("forgets everything when the sign-in has ended", async () => {
    localStorage.setItem("chalkroom.signed-in", "1");
    server.familyEnded = true;
    const tab = await openTab();
    expect((await tab.restore()).status).toBe("anonymous");
    expect(localStorage.getItem("chalkroom.signed-in")).toBeNull();
  });

  it("signs nobody out when the server is merely out of reach", async () => {
    localStorage.setItem("chalkroom.signed-in", "1");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const tab = await openTab();
    await expect(tab.restore()).rejects.toMatchObject({ code: "network" });
    expect(tab.currentAuth().status).toBe("unknown");
    vi.stubGlobal("fetch", server.answer);
    expect((await tab.restore()).status).toBe("signed-in");
  });
});
