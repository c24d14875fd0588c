import type { RoomState } from "../room-state";

/**
 * Who could see and hear what is said: `direct`, from browser to browser. `server`: the media server could. `sealed`: it passes
 * on what it cannot open. `opened`: it was to be so, and the teacher has allowed otherwise.
 */
export type Privacy = "direct" | "server" | "sealed" | "opened";

/** Never more than is true: while the room moves from one carrier to another, what the weaker of the two gives. */
export function privacyOf({ session, rules, carrier }: Pick<RoomState, "session" | "rules" | "carrier">, hasKeys: boolean): Privacy {
  if (session?.end_to_end && !rules.encrypted) return "opened";
  if (carrier.kind === "mesh" && carrier.settled) return "direct";
  return rules.encrypted && hasKeys ? "sealed" : "server";
}
