import { signIn } from "@/api/auth";
import { api, ok } from "@/api/client";
import type { Role, User } from "@/api/types";
import { viewerZone } from "@/i18n/dates";
import { language } from "@/i18n/language";

export interface Registration {
  role: Exclude<Role, "admin"> | null;
  name: string;
  email: string;
  password: string;
}

export function register({ role, name, email, password }: Registration & { role: string }): Promise<User> {
  const body = { role, name, email, password, language: language(), timezone: viewerZone() };
  return signIn(() => ok(api.POST("/api/auth/register", { body })));
}

export function login(body: { email: string; password: string }): Promise<User> {
  return signIn(() => ok(api.POST("/api/auth/login", { body })));
}

export function askForReset(email: string): Promise<unknown> {
  return ok(api.POST("/api/auth/password/forgot", { body: { email } }));
}

export function resetPassword(token: string, newPassword: string): Promise<unknown> {
  return ok(api.POST("/api/auth/password/reset", { body: { token, new_password: newPassword } }));
}

export function confirmEmail(token: string): Promise<unknown> {
  return ok(api.POST("/api/auth/email/confirm", { body: { token } }));
}
