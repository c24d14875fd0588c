import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

import { expect, test } from "../support/test.ts";

/** A standard Yjs client in Node, without a line of ours: y-websocket's provider and nothing but its options. */
class Client {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;

  constructor(url: string, sessionId: string, token: string) {
    this.provider = new WebsocketProvider(`${url.replace("http", "ws")}/documents/${sessionId}`, "board", this.doc, {
      protocols: ["chalkroom.documents.1", `bearer.${token}`],
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true, // both clients are in one process: what they know of each other is to come from the server
    });
  }

  get elements(): Y.Map<unknown> {
    return this.doc.getMap("elements");
  }

  get text(): Y.Text {
    return this.doc.getText("text");
  }

  get content(): unknown {
    return { elements: this.elements.toJSON(), text: this.text.toString() };
  }
}

async function post<Answer>(url: string, body: unknown, token?: string): Promise<Answer> {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Answer;
}

test("two standard Yjs clients write together, through a crash of the server", async ({ server }) => {
  const { access_token: token } = await post<{ access_token: string }>(`${server.url}/api/auth/register`, {
    name: "Marie Curie",
    email: `${randomUUID()}@example.org`,
    password: "a long walk by the river",
    role: "teacher",
  });
  const starts = new Date(Date.now() + 5 * 60_000).toISOString();
  const wanted = { title: "Fractions", starts_at: starts, duration_minutes: 45 };
  const session = await post<{ id: string }>(`${server.url}/api/sessions`, wanted, token);
  const clients = [0, 1].map(() => new Client(server.url, session.id, token));
  const [one, two] = clients as [Client, Client];
  const agree = () => expect.poll(() => isDeepStrictEqual(one.content, two.content)).toBe(true);
  await expect.poll(() => clients.every(({ provider }) => provider.synced)).toBe(true);

  one.elements.set("circle", { x: 1, points: [[0, 0], [1.5, 2]] });
  two.text.insert(0, "héllo 😀");
  await expect.poll(() => [one.text.toString(), two.elements.size]).toEqual(["héllo 😀", 1]);
  two.text.delete(0, 2);
  one.elements.delete("circle");
  one.text.insert(3, "!");
  await expect.poll(() => [one.text.length, two.elements.size]).toEqual([7, 0]);
  await agree();

  one.provider.awareness.setLocalStateField("cursor", { at: 3 });
  await expect
    .poll(() => two.provider.awareness.getStates().get(one.doc.clientID))
    .toMatchObject({ cursor: { at: 3 }, user: { name: "Marie Curie" } });

  // Both go on while the server is away; afterwards everybody has everything, also somebody new.
  await server.kill();
  await expect.poll(() => clients.some(({ provider }) => provider.wsconnected)).toBe(false);
  one.elements.set("offline", 1);
  two.text.insert(0, "also offline ");
  await server.launch();
  await expect.poll(() => [one.text.toString().includes("also offline"), two.elements.get("offline")]).toEqual([true, 1]);
  await agree();
  const late = new Client(server.url, session.id, token);
  await expect.poll(() => isDeepStrictEqual(late.content, one.content)).toBe(true);
  for (const { provider } of [...clients, late]) provider.destroy();
});

test("a standard Yjs client without a credential gets nothing", async ({ server }) => {
  const stranger = new Client(server.url, randomUUID(), "nobody");
  const refused = new Promise((resolve) => stranger.provider.on("connection-error", resolve));
  await refused;
  expect(stranger.provider.synced).toBe(false);
  stranger.provider.destroy();
});
