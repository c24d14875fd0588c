import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { currentAuth } from "@/api/auth";
import { api, ok } from "@/api/client";
import { asProblem, problemFrom } from "@/api/problem";
import { forgetSharedLink, sharedLink } from "@/api/shared-link";
import { type Cue, readCaptions } from "@/replay/captions";
import { type Change, readHistory } from "@/replay/document-history";
import type { DocumentName, Replay, ReplayDocument } from "@/replay/manifest";

/** How often to ask while something is still being added. */
const GROWING_EVERY_MS = 5_000;
const HISTORY_EVERY_MS = 10_000;
/** Who spoke when is found out within minutes after the end. */
const SPEECH_EVERY_MS = 20_000;
const SPEECH_IS_KNOWN_AFTER_MS = 10 * 60_000;

export function replayQuery(recordingId: string) {
  return queryOptions({
    queryKey: ["recordings", "replay", recordingId],
    queryFn: () => fetchReplay(recordingId),
    // A fresh manifest has fresh links; nobody needs them for having looked into another window.
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data ? askedAgainAfter(state.data) : false),
  });
}

export function recordingsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ["recordings", "list", search],
    queryFn: ({ pageParam }) =>
      ok(api.GET("/api/recordings", { params: { query: { search, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) => {
      const isGrowing = state.data?.pages.some(({ items }) => items.some((recording) => recording.state !== "ready"));
      return isGrowing ? GROWING_EVERY_MS : false;
    },
  });
}

/** Every change of a document; `link` gives its address, anew if the former one is used up. */
export function historyQuery(replay: Replay, name: DocumentName, owner: string | null, link: (isStale: boolean) => Promise<ReplayDocument>) {
  return queryOptions({
    queryKey: ["recordings", "document", replay.id, name, owner],
    queryFn: async (): Promise<Change[]> => {
      const answer = await fetchByLink(async (isStale) => (await link(isStale)).src);
      return readHistory(await answer.arrayBuffer());
    },
    staleTime: Infinity,
    refetchInterval: replay.state === "recording" ? HISTORY_EVERY_MS : false,
  });
}

/** What is said in one language; `link` gives its address, anew if the former one is used up. */
export function captionsQuery(replay: Replay, language: string, link: (isStale: boolean) => Promise<string>) {
  return queryOptions({
    queryKey: ["recordings", "captions", replay.id, language],
    queryFn: async (): Promise<Cue[]> => readCaptions(await (await fetchByLink(link)).text()),
    staleTime: Infinity,
  });
}

function askedAgainAfter(replay: Replay): number | false {
  if (replay.state !== "ready") return GROWING_EVERY_MS;
  const ended = Date.parse(replay.started_at) + replay.duration_ms;
  const isNew = Date.parse(replay.server_time) - ended < SPEECH_IS_KNOWN_AFTER_MS;
  return isNew && replay.tracks.some(({ kind, speech }) => kind === "microphone" && !speech) ? SPEECH_EVERY_MS : false;
}

/** By the link that somebody was given, if this page has one. Once that has ended, whoever was in the lesson needs none. */
async function fetchReplay(recordingId: string): Promise<Replay> {
  const link = sharedLink(recordingId);
  if (link === null) return askForReplay(recordingId, {});
  try {
    return await askForReplay(recordingId, { headers: { Authorization: `Link ${link}` } });
  } catch (reason) {
    if (asProblem(reason).status !== 404 || currentAuth().user === null) throw reason;
    const own = await askForReplay(recordingId, {});
    forgetSharedLink(recordingId);
    return own;
  }
}

function askForReplay(recordingId: string, shown: { headers?: { Authorization: string } }): Promise<Replay> {
  const params = { path: { recording_id: recordingId } };
  // openapi-fetch forgets that a span has exactly two numbers.
  return ok(api.GET("/api/recordings/{recording_id}", { params, ...shown })) as Promise<Replay>;
}

/** Links are good for a while: once a newer one is asked for. */
async function fetchByLink(link: (isStale: boolean) => Promise<string>): Promise<Response> {
  const first = await fetchFrom(await link(false));
  const answer = first.status === 403 || first.status === 404 ? await fetchFrom(await link(true)) : first;
  if (!answer.ok) throw await problemFrom(answer);
  return answer;
}

async function fetchFrom(src: string): Promise<Response> {
  try {
    return await fetch(src);
  } catch (reason) {
    throw asProblem(reason);
  }
}
