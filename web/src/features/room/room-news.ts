import type { Call } from "@/call/call";
import type { Signalling } from "@/call/signalling";

import type { RoomEvent } from "./room-events";

/** What the server and the others tell, as events of this visit. Returns what stops the listening. */
export function tellNews(signalling: Signalling, call: Call, selfId: string, dispatch: (event: RoomEvent) => void): (() => void)[] {
  return [
    call.on("state", (state) => dispatch({ type: "call", state, at: Date.now() })),
    call.on("participants", (participants) => dispatch({ type: "participants", participants })),
    call.on("inside", (inside) => dispatch({ type: "looked-in", inside })),
    call.on("arrived", ({ name }) => dispatch({ type: "came", name })),
    call.on("departed", ({ participant, reason }) => dispatch({ type: "went", name: participant.name, reason })),
    signalling.on("joined", ({ state, self, rules, carrier, lobby, session }) => {
      dispatch({ type: "session", session });
      dispatch({ type: "rules", rules });
      dispatch({ type: "carrier", carrier });
      if (state === "admitted") dispatch({ type: "me", me: self });
      if (lobby) dispatch({ type: "lobby", waiting: lobby });
    }),
    signalling.on("lobby", ({ waiting }) => dispatch({ type: "lobby", waiting })),
    signalling.on("session-updated", ({ session }) => dispatch({ type: "session", session })),
    signalling.on("user-updated", ({ participant }) => {
      if (participant.id === selfId) dispatch({ type: "me", me: participant });
    }),
    signalling.on("room-updated", ({ rules }) => dispatch({ type: "rules", rules })),
    signalling.on("carrier", (carrier) => dispatch({ type: "carrier", carrier })),
    signalling.on("carrier-settled", ({ number }) => dispatch({ type: "carrier-settled", number })),
    signalling.on("carrier-away", ({ number }) => dispatch({ type: "carrier-away", number })),
    signalling.on("unmute-asked", ({ by }) => dispatch({ type: "asked-to-unmute", by })),
    signalling.on("reaction", (reaction) => dispatch({ type: "reaction", ...reaction })),
    signalling.on("media-reported", (report) => dispatch({ type: "unruly", report })),
  ];
}
