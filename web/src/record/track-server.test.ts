// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";

import { storedChunk, storedTrack } from "./fake-recording";
import { trackServer } from "./track-server";

vi.mock("@/i18n/language", () => ({ language: () => "en" }));
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
beforeEach(() => {
  fetched.mockReset().mockImplementation(async () => new Response(null, { status: 204 }));
  vi.stubGlobal("fetch", fetched);
});

function asked(): { path: string; method: string | undefined; headers: Record<string, string>; body: unknown } {
  const [path, { method, headers, body }] = fetched.mock.lastCall!;
  return { path, method, headers: headers as Record<string, string>, body };
}

it("opens a track with the room token, and gives it a token of its own", async () => {
  await trackServer.open(storedTrack("a", { startedAt: Date.parse("2026-11-22T10:00:00.250Z") }));
  const { path, method, headers, body } = asked();
  expect([method, path, headers.Authorization]).toEqual(["POST", "/api/sessions/lesson/tracks", "Room room"]);
  expect(JSON.parse(body as string)).toEqual({
    id: "a",
    upload_token: "token of a",
    kind: "camera",
    mime_type: "video/webm",
    started_at: "2026-11-22T10:00:00.250Z",
  });
});

it("sends a chunk with its digest, as RFC 9530 writes it", async () => {
  const bytes = new TextEncoder().encode("chalk").buffer;
  await trackServer.put(storedTrack("a"), { ...storedChunk("a", 3), bytes });
  const { path, method, headers, body } = asked();
  expect([method, path, headers.Authorization]).toEqual(["PUT", "/api/tracks/a/chunks/3?ends_ms=8000", "Track token of a"]);
  // printf chalk | openssl dgst -sha256 -binary | base64
  expect(headers["Content-Digest"]).toBe("sha-256=:yIb/EfalG2EahnR14xsejSKoweuZzsilfIOjIWTwg+A=:");
  expect(body).toBe(bytes);
});

it("says how many chunks there were", async () => {
  await trackServer.close(storedTrack("a", { count: 7 }));
  const { path, headers, body } = asked();
  expect([path, headers.Authorization, body]).toEqual(["/api/tracks/a/close", "Track token of a", '{"chunk_count":7}']);
});

it("fails with what the server says, and with its silence", async () => {
  fetched.mockResolvedValueOnce(Response.json({ code: "track_gone", detail: "Deleted." }, { status: 410 }));
  await expect(trackServer.close(storedTrack("a"))).rejects.toMatchObject({ status: 410, code: "track_gone" });
  fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await expect(trackServer.close(storedTrack("a"))).rejects.toMatchObject({ status: 0, code: "network" });
});
