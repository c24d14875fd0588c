import { useEffect, useState, useSyncExternalStore } from "react";

import { language } from "@/i18n/language";

import type { EntryOptions } from "./entry";
import { Room } from "./room";
import type { RoomState } from "./room-state";

/** A visit lasts as long as the page shows it. `visit` counts them: another number begins anew. */
export function useRoom({ meetingId, passcode, sessionId }: EntryOptions, visit: number): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const begun = new Room({ meetingId, passcode, sessionId, language: language() });
    setRoom(begun);
    begun.start();
    return () => begun.stop();
  }, [meetingId, passcode, sessionId, visit]);
  return room;
}

export function useRoomState(room: Room): RoomState {
  return useSyncExternalStore(room.subscribe, room.getState);
}
