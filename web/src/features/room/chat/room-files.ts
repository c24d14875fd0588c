import { asProblem, networkProblem, Problem, problemFrom, problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import type { ChatFile } from "@/call/protocol";
import { language } from "@/i18n/language";

export type FileLimits = components["schemas"]["FileLimits"];

export interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** What the chat needs of the server's files. Everything fails with a Problem. */
export interface Files {
  limits(): Promise<FileLimits>;
  upload(file: File, options: UploadOptions): Promise<ChatFile>;
  /** It will not be sent after all. */
  takeBack(fileId: string): Promise<void>;
  /** Where a picture or a download finds it, for a few minutes. */
  link(fileId: string): Promise<string>;
}

interface RoomFilesOptions {
  meetingId: string;
  sessionId: string;
  token: string;
  /** A room token dies when the same person asks for another, in another window for instance. */
  renewToken: () => Promise<string>;
}

/** The files of one room's chat, over HTTP, with the room token: guests have nothing else. */
export class RoomFiles implements Files {
  readonly #options: RoomFilesOptions;
  #token: string;
  #limits: Promise<FileLimits> | null = null;

  constructor(options: RoomFilesOptions) {
    this.#options = options;
    this.#token = options.token;
  }

  limits(): Promise<FileLimits> {
    this.#limits ??= ask("/api/chat/limits", {}).then(
      (response) => response.json() as Promise<FileLimits>,
      (error: unknown) => {
        this.#limits = null;
        throw asProblem(error);
      },
    );
    return this.#limits;
  }

  upload(file: File, options: UploadOptions): Promise<ChatFile> {
    const path = `/api/rooms/${encodeURIComponent(this.#options.meetingId)}/files`;
    return this.#withToken((headers) => post(path, file, { ...headers, "X-File-Name": encodeURIComponent(file.name) }, options));
  }

  async takeBack(fileId: string): Promise<void> {
    await this.#withToken((headers) => ask(this.#path(fileId), { method: "DELETE", headers }));
  }

  async link(fileId: string): Promise<string> {
    const response = await this.#withToken((headers) => ask(`${this.#path(fileId)}/links`, { method: "POST", headers }));
    const { link } = (await response.json()) as components["schemas"]["FileLink"];
    return link;
  }

  #path(fileId: string): string {
    return `/api/sessions/${this.#options.sessionId}/files/${fileId}`;
  }

  async #withToken<Answer>(request: (headers: Record<string, string>) => Promise<Answer>): Promise<Answer> {
    const headers = () => ({ Authorization: `Room ${this.#token}`, "Accept-Language": language() });
    try {
      return await request(headers());
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "bad_room_token") throw error;
      this.#token = await this.#options.renewToken();
      return request(headers());
    }
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
}

/** fetch() does not say how much of a body has gone out. */
function post(path: string, file: File, headers: Record<string, string>, { onProgress, signal }: UploadOptions): Promise<ChatFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as ChatFile);
      else reject(problemOf(request.response, new Response(null, { status: request.status })));
    };
    request.onerror = request.onabort = () => reject(networkProblem());
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
