import type { Page } from "@playwright/test";

import type { Session } from "./people.ts";

/**
 * Many guests in one page: each enters through the API and speaks docs/protocol.md over a socket of their own, with neither
 * camera nor microphone. Resolves when all have knocked.
 */
export async function gather(page: Page, session: Session, names: readonly string[]): Promise<void> {
  await page.goto("/favicon.svg"); // any answer of the server's: what follows needs its origin
  await page.evaluate(
    async ({ meeting_id, passcode, names }) => {
      const knock = async (name: string) => {
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
        const enter = { connection_id: crypto.randomUUID(), audio: false, video: false };
        await new Promise<void>((resolve, reject) => {
          socket.onerror = () => reject(new Error(`${name}’s socket`));
          socket.onmessage = ({ data }: MessageEvent<string>) => {
            if (data.startsWith("0")) socket.send(`40${JSON.stringify({ token: room_token, language: "en" })}`);
            else if (data === "2") socket.send("3");
            else if (data.startsWith("40")) socket.send(`420${JSON.stringify(["join-room", enter])}`);
            else if (data.startsWith("430")) resolve();
            else if (data.startsWith("44")) reject(new Error(data));
          };
        });
      };
      for (const name of names) await knock(name);
    },
    { ...session, names },
  );
}
