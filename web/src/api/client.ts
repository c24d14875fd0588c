/**
 * The one way to the server: typed by its OpenAPI document, with the access token and the language added, and one
 * silent retry when the access token has just died.
 */
import createClient from "openapi-fetch";

import { language } from "@/i18n/language";

import { currentAccessToken, refresh } from "./auth";
import { asProblem, problemOf } from "./problem";
import type { paths } from "./schema";

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: authorisedFetch,
  querySerializer: { array: { style: "form", explode: true } },
});

/** The data of an answer; throws a Problem for every other outcome. */
export async function ok<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request.catch((reason: unknown) => {
    throw asProblem(reason);
  });
  if (!response.ok) throw problemOf(error, response);
  return data as T;
}

async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const token = currentAccessToken();
  const response = await send(request, token);
  if (response.status !== 401 || token === null) return response;
  // Another request may have fetched a newer token meanwhile; asking for one more would be waste.
  const newer = currentAccessToken() === token ? await refresh() : currentAccessToken();
  return newer === null ? response : send(again, newer);
}

function send(request: Request, token: string | null): Promise<Response> {
  request.headers.set("Accept-Language", language());
  if (token !== null && !request.headers.has("Authorization")) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request);
}
