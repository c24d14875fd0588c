/**
 * Who is signed in, in this tab.
 *
 * The access token lives in this module only. The refresh token is an httpOnly cookie that all tabs share and that
 * changes with every use; presenting an old one ends the whole sign-in, so whatever sets or uses it holds one lock
 * across tabs.
 */
import { useSyncExternalStore } from "react";

import { language } from "@/i18n/language";

import { Problem, asProblem, problemFrom } from "./problem";
import type { SignedIn, User } from "./types";

export type Auth =
  | { status: "unknown"; user: null }
  | { status: "anonymous"; user: null }
  | { status: "signed-in"; user: User };

const LOCK = "chalkroom-refresh";
/** Says only that asking for a refresh is worth while, so that strangers do not cause a 401 on every page. */
const HINT = "chalkroom.signed-in";

let auth: Auth = { status: "unknown", user: null };
let current: string | null = null;
let refreshing: Promise<string | null> | null = null;

const listeners = new Set<() => void>();
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("chalkroom-auth");
otherTabs?.addEventListener("message", (event: MessageEvent<unknown>) => {
  if (event.data === "signed-out") forget();
  else if (event.data === "signed-in" && auth.status === "anonymous") refresh().catch(() => undefined);
});

export function currentAuth(): Auth {
  return auth;
}

export function currentAccessToken(): string | null {
  return current;
}

/** For what opens connections of its own: a fresh one if the one before was not taken. Throws a Problem once signed out. */
export async function accessToken(isStale: boolean): Promise<string> {
  const token = isStale ? await refresh() : (current ?? (await refresh()));
  if (token === null) throw new Problem({ status: 401, code: "signed_out", detail: "" });
  return token;
}

export function subscribeAuth(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAuth(): Auth {
  return useSyncExternalStore(subscribeAuth, currentAuth);
}

/** The user of a page that only signed-in people reach. */
export function useUser(): User {
  const { user } = useAuth();
  if (!user) throw new Problem({ status: 401, code: "signed_out", detail: "" });
  return user;
}

/** Whether somebody signed in here and did not sign out: a guess, made without asking the server. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

/**
 * Finds out whether this browser is signed in. Throws a Problem when the server cannot be asked: then nobody knows,
 * and asking again later is right.
 */
export async function restore(): Promise<Auth> {
  if (auth.status !== "unknown") return auth;
  if (!mayBeSignedIn()) set({ status: "anonymous", user: null });
  else await refresh();
  return auth;
}

/**
 * A new access token, or null when the sign-in has ended. Calls made while one is under way share its answer;
 * throws a Problem when the server cannot be reached or is unwell, which ends nothing.
 */
export function refresh(): Promise<string | null> {
  refreshing ??= withLock(presentCookie).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Runs something that sets the refresh cookie (login, register) and takes over its answer. */
export async function signIn(ask: () => Promise<SignedIn>): Promise<User> {
  const answer = await withLock(ask);
  accept(answer);
  otherTabs?.postMessage("signed-in");
  return answer.user;
}

/** Ends the sign-in in every tab. This one starts afresh, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  const response = await withLock(() => post("/api/auth/logout"));
  if (!response.ok && response.status !== 401) throw await problemFrom(response);
  localStorage.removeItem(HINT);
  otherTabs?.postMessage("signed-out");
  window.location.assign("/");
}

/** After a change of one's own profile. */
export function updateUser(user: User): void {
  set({ status: "signed-in", user });
}

async function presentCookie(): Promise<string | null> {
  const response = await post("/api/auth/refresh");
  if (response.status === 401) {
    forget();
    return null;
  }
  if (!response.ok) throw await problemFrom(response);
  accept((await response.json()) as SignedIn);
  return current;
}

async function post(path: string): Promise<Response> {
  try {
    return await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Accept-Language": language(), ...(current ? { Authorization: `Bearer ${current}` } : {}) },
    });
  } catch (error) {
    throw asProblem(error);
  }
}

function accept(answer: SignedIn): void {
  current = answer.access_token;
  localStorage.setItem(HINT, "1");
  set({ status: "signed-in", user: answer.user });
}

function forget(): void {
  current = null;
  localStorage.removeItem(HINT);
  set({ status: "anonymous", user: null });
}

function set(next: Auth): void {
  auth = next;
  for (const listener of listeners) listener();
}

/** Web Locks exist on HTTPS and localhost only; elsewhere one tab at a time is all that can be promised. */
async function withLock<T>(task: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return task();
  return await navigator.locks.request(LOCK, task);
}
