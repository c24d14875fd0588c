import { updateUser } from "@/api/auth";
import { api, ok } from "@/api/client";
import type { User } from "@/api/types";

export type Profile = Partial<Pick<User, "name" | "language" | "timezone">>;

export async function saveProfile(profile: Profile): Promise<void> {
  updateUser(await ok(api.PATCH("/api/auth/me", { body: profile })));
}

export function changePassword(body: { current_password: string; new_password: string }): Promise<unknown> {
  return ok(api.POST("/api/auth/password", { body }));
}

export function resendConfirmation(): Promise<unknown> {
  return ok(api.POST("/api/auth/email/resend"));
}
