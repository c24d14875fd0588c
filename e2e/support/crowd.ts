import { resolve } from "node:path";

import { expect, type Page } from "@playwright/test";

import { openPeople } from "./panel.ts";
import type { Session } from "./people.ts";

const liveKitClient = resolve(import.meta.dirname, "../../web/node_modules/livekit-client/dist/livekit-client.umd.js");
/** So many at a time: each newcomer is told to everybody who is there. */
const BATCH = 12;

interface LiveKitAccess {
  url: string;
  token: string;
}

declare global {
  interface Window {
    /** The sockets of those who were gathered in this page, by name. */
    crowd: Record<string, WebSocket>;
  }
}

type LiveKitGlobal = { LivekitClient: { Room: new () => { connect: (url: string, token: string, options: object) => Promise<void> } } };

/**
 * Many guests in one page, let in by the teacher: each enters through the API and speaks docs/protocol.md over a socket of
 * their own, with neither camera nor microphone, and connects to LiveKit when the room is there.
 */
export async function gather(page: Page, teacher: Page, session: Session, names: readonly string[]): Promise<void> {
  await page.addInitScript({ path: liveKitClient });
  await page.goto("/favicon.svg"); // any answer of the server's: what follows needs its origin
  const panel = await openPeople(teacher);
  for (let done = 0; done < names.length; done += BATCH) {
    await page.evaluate(knock, { ...session, names: names.slice(done, done + BATCH) });
    await panel.getByRole("button", { name: "Let everyone in" }).click();
    await expect(panel.getByRole("button", { name: "Let everyone in" })).toBeHidden();
  }
  await teacher.getByRole("button", { name: /^People/ }).click();
}

/** Somebody of the crowd says this over their socket: events of docs/protocol.md, one after another, `pauseMs` apart. */
export function say(page: Page, name: string, events: readonly (readonly [string, object])[], pauseMs: number): Promise<void> {
  return page.evaluate(
    async ({ name, events, pauseMs }) => {
      for (const event of events) {
        window.crowd[name]!.send(`42${JSON.stringify(event)}`);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    { name, events, pauseMs },
  );
}

async function knock({ meeting_id, passcode, names }: { meeting_id: string; passcode: string; names: readonly string[] }): Promise<void> {
  const { Room } = (window as unknown as LiveKitGlobal).LivekitClient;
  for (const name of names) {
    const answer = await fetch(`/api/rooms/${meeting_id}/join`, {
      method: "POST",
      credentials: "omit", // otherwise all would be one and the same guest
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ passcode, name, room_token: null }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const { room_token } = (await answer.json()) as { room_token: string };
    // Engine.IO 4 and Socket.IO 5: 0 opens, 2 asks for a sign of life, 40 connects, 42 is an event, 43 its answer.
    const socket = new WebSocket(`ws://${location.host}/socket.io/?EIO=4&transport=websocket`);
    window.crowd = { ...window.crowd, [name]: socket };
    const enter = { connection_id: crypto.randomUUID(), audio: false, video: false };
    let isOnLiveKit = false;
    const follow = async (carrier: { number: number; livekit: LiveKitAccess | null }) => {
      if (carrier.livekit === null || isOnLiveKit) return;
      isOnLiveKit = true;
      await new Room().connect(carrier.livekit.url, carrier.livekit.token, { autoSubscribe: false });
      socket.send(`42${JSON.stringify(["carrier-ready", { number: carrier.number }])}`);
    };
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error(`${name}’s socket`));
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        if (data.startsWith("0")) socket.send(`40${JSON.stringify({ token: room_token, language: "en" })}`);
        else if (data === "2") socket.send("3");
        else if (data.startsWith("40")) socket.send(`420${JSON.stringify(["join-room", enter])}`);
        else if (data.startsWith("430")) resolve();
        else if (data.startsWith("44")) reject(new Error(data));
        else if (data.startsWith('42["admitted"')) void follow(JSON.parse(data.slice(2))[1].carrier);
        else if (data.startsWith('42["carrier",')) void follow(JSON.parse(data.slice(2))[1]);
      };
    });
  }
}
