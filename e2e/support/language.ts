import type { Person } from "./people.ts";

/** From the next page on they read French. */
export async function toFrench({ context, accessToken }: Person): Promise<void> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  await context.request.patch("/api/auth/me", { data: { language: "fr" }, headers });
  await context.addInitScript(() => localStorage.setItem("chalkroom.language", "fr"));
}
