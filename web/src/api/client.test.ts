import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, ok } from "./client";
import { signIn } from "./auth";
import type { SignedIn, User } from "./types";

const USER = { id: "7", name: "Marie", role: "teacher" } as User;
const signedIn = (token: string): SignedIn => ({
  access_token: token,
  token_type: "bearer",
  expires_in: 900,
  user: USER,
});

describe("the client", () => {
  /** What the server was asked: path and token. */
  let asked: string[];
  let validToken: string;
  let refreshAnswer: () => Response;

  beforeEach(async () => {
    asked = [];
    validToken = "new";
    refreshAnswer = () => Response.json(signedIn(validToken));
    vi.stubGlobal("fetch", async (input: Request | string) => {
      const request = input instanceof Request ? input : new Request(new URL(input, "http://localhost"));
      const path = new URL(request.url).pathname;
      const token = request.headers.get("Authorization")?.replace("Bearer ", "") ?? "nobody";
      asked.push(`${request.method} ${path} ${token}`);
      if (path === "/api/auth/refresh") return refreshAnswer();
      if (token !== validToken) return Response.json({ code: "signed_out", detail: "Sign in." }, { status: 401 });
      const body: unknown = request.method === "PATCH" ? await request.json() : null;
      return Response.json({ ...USER, ...(body as object | null) });
    });
    await signIn(() => Promise.resolve(signedIn("old")));
  });

  it("refreshes a dead access token and asks once more, with the same body", async () => {
    const user = await ok(api.PATCH("/api/auth/me", { body: { name: "Marie L." } }));
    expect(user.name).toBe("Marie L.");
    expect(asked.filter((line) => line.includes("/me"))).toEqual(["PATCH /api/auth/me old", "PATCH /api/auth/me new"]);
  });

  it("refreshes once for several requests that fail together", async () => {
    await Promise.all([ok(api.GET("/api/auth/me")), ok(api.GET("/api/auth/me")), ok(api.GET("/api/auth/me"))]);
    expect(asked.filter((line) => line.includes("/refresh"))).toHaveLength(1);
  });

  it("asks once more only once", async () => {
    validToken = "never handed out";
    refreshAnswer = () => Response.json(signedIn("also dead"));
    await expect(ok(api.GET("/api/auth/me"))).rejects.toMatchObject({ status: 401, code: "signed_out" });
    expect(asked.filter((line) => line.includes("/me"))).toHaveLength(2);
  });

  it("gives the refusal when the sign-in has ended", async () => {
    refreshAnswer = () => Response.json({ code: "signed_out", detail: "Sign in." }, { status: 401 });
    await expect(ok(api.GET("/api/auth/me"))).rejects.toMatchObject({ status: 401 });
    expect(asked.filter((line) => line.includes("/me"))).toHaveLength(1);
  });

  it("tells silence from refusal", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(ok(api.GET("/api/auth/me"))).rejects.toMatchObject({ status: 0, code: "network" });
  });
});
