import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import { useNow } from "@/ui/now";

import { Shield } from "../privacy/Shield";
import { RecordingMark } from "../recording/lazy";
import type { Room } from "../room";
import type { RoomState } from "../room-state";

interface TopLineProps {
  room: Room;
  state: RoomState;
  onShowRecording: () => void;
}

/** The title, how long it has been going on, and whether it is recorded, and the one word that matters when the server is out of reach. */
export function TopLine({ room, state, onShowRecording }: TopLineProps) {
  const { t } = useTranslation("room");
  const now = useNow();
  const { session, enteredAt, reconnecting, participants } = state;
  return (
    <header className="flex min-h-12 items-center gap-3 px-4 sm:px-5">
      <h1 className="min-w-0 truncate text-lg">{session?.title}</h1>
      <p role="status" className="min-w-0 truncate font-semibold text-yellow">
        {reconnecting && t(participants.length > 0 ? "room.reconnecting" : "room.reconnectingAlone")}
      </p>
      <div className="ml-auto flex min-w-0 shrink-0 items-center gap-1 sm:gap-2">
        <RecordingMark state={state} onOpen={onShowRecording} />
        <Shield room={room} state={state} />
        {enteredAt !== null && (
          <time className="tabular text-sm text-quiet" aria-label={t("room.elapsed")}>
            {formatClock(now - enteredAt)}
          </time>
        )}
      </div>
    </header>
  );
}
