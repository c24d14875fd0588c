import { asProblem, type Problem, problemFrom } from "@/api/problem";
import type { components } from "@/api/schema";
import type { SessionAccess } from "@/documents/shared-document";
import { language } from "@/i18n/language";
import type { AskEngine, EngineProgram } from "@/run/engine/engine-runner";
import type { Note } from "@/run/outputs";

/** The way to the school's code engine, for somebody in this session: through our server, as docs/api.md describes it. */
export function engineOf(access: SessionAccess): AskEngine {
  return async (program, signal) => {
    try {
      let response = await ask(access, program, signal, false);
      if (response.status === 401) response = await ask(access, program, signal, true);
      if (!response.ok) return { note: noteOf(await problemFrom(response)) };
      return (await response.json()) as components["schemas"]["RunAnswer"];
    } catch (error) {
      if (signal.aborted) throw error;
      return { note: noteOf(asProblem(error)) };
    }
  };
}

async function ask({ sessionId, credential }: SessionAccess, program: EngineProgram, signal: AbortSignal, isStale: boolean): Promise<Response> {
  const { files, entry, stdin } = program;
  const body: components["schemas"]["RunInput"] = { files: files.map(({ name, text }) => ({ name, content: text })), entry, stdin };
  const token = await credential(isStale);
  return fetch(`/api/sessions/${sessionId}/runs`, {
    method: "POST",
    headers: {
      // An account's token is a JWT; a room's has no dots.
      Authorization: `${token.includes(".") ? "Bearer" : "Room"} ${token}`,
      "Accept-Language": language(),
      "Content-Type": "application/json",
    },
    body: JSON.stringify(body),
    signal,
  });
}

const NOTES: Record<string, Note> = {
  engine_away: "engine-away",
  engine_busy: "engine-busy",
  too_many_tries: "engine-busy",
  language_not_offered: "not-offered",
  program_too_large: "too-long",
  too_large: "too-long",
  network: "unavailable",
};

/** In words that everybody reads in their own language: the others see how the run ended, too. */
function noteOf({ code, status }: Problem): Note {
  const mayNot = [401, 403, 404, 409].includes(status);
  return NOTES[code] ?? (mayNot ? "may-not" : "engine-away");
}
