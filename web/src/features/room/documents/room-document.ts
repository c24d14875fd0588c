import type { Room } from "../room";
import type { RoomState } from "../room-state";
import type { View } from "../view";

/** What a document on the stage needs of its room. */
export interface RoomDocumentProps {
  room: Room;
  state: RoomState;
  onView: (change: Partial<View>) => void;
}
