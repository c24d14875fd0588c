import type { Right } from "@/call/protocol";

/** In the order in which the server names them. */
export const RIGHTS: readonly Right[] = ["speak", "video", "screen", "draw", "code", "chat"];
