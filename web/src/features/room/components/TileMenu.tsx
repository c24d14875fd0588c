import { Ellipsis, Maximize2, Minimize2, PictureInPicture2, Star, StarOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Menu, MenuItem } from "@/ui/Menu";

import type { Room } from "../room";
import { isHost, type RoomState } from "../room-state";
import { type Item, keyOf, type View } from "../view";

interface TileMenuProps {
  item: Item;
  room: Room;
  state: RoomState;
  view: View;
  onView: (change: Partial<View>) => void;
  /** My own picture lies over the right upper corner of this one. */
  isOwnInCorner: boolean;
  /** There is no space for a button on it. */
  isOnNarrow: boolean;
}

/** What can be done with something that is shown: for me, or, by hosts, for everyone. */
export function TileMenu({ item, room, state, view, onView, isOwnInCorner, isOnNarrow }: TileMenuProps) {
  const { t } = useTranslation("stage");
  const { participantId } = item;
  const name = state.participants.find(({ id }) => id === participantId)?.name ?? "";
  const isPinned = view.pinned === keyOf(item);
  const isSpotlit = state.rules.spotlight === participantId;
  return (
    <div
      className={cx(
        "absolute top-2 opacity-0 transition-opacity group-hover/tile:opacity-100 focus-within:opacity-100 has-data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100",
        // In the left corner a raised hand is shown.
        isOwnInCorner ? "left-12" : "right-2",
        isOnNarrow && "inset-0!",
      )}
    >
      <Menu
        trigger={
          <IconButton
            // The whole of a small tile, so that no button lies on the face.
            className={isOnNarrow ? "size-full! items-start! justify-end! rounded-card! bg-transparent! p-1 text-chalk! outline-offset-[-2px]!" : "bg-ground/80!"}
            label={t("moreOf", { name: item.kind === "screen" ? t("screenOf", { name }) : name })}
            icon={<Ellipsis size={20} aria-hidden />}
          />
        }
      >
        <MenuItem
          icon={isPinned ? <Minimize2 size={20} aria-hidden /> : <Maximize2 size={20} aria-hidden />}
          onSelect={() => onView({ pinned: isPinned ? null : keyOf(item) })}
        >
          {t(isPinned ? "unpin" : "pin")}
        </MenuItem>
        {item.kind === "person" && isHost(state) && (
          <MenuItem
            icon={isSpotlit ? <StarOff size={20} aria-hidden /> : <Star size={20} aria-hidden />}
            onSelect={() => void room.do("spotlight", { participant_id: isSpotlit ? null : participantId })}
          >
            {t(isSpotlit ? "unspotlight" : "spotlight")}
          </MenuItem>
        )}
        {document.pictureInPictureEnabled && (
          <MenuItem icon={<PictureInPicture2 size={20} aria-hidden />} onSelect={() => void showInSmallWindow(item)}>
            {t("pictureInPicture")}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}

async function showInSmallWindow({ kind, participantId }: Item): Promise<void> {
  const attribute = kind === "screen" ? "data-screen-of" : "data-participant-id";
  const video = document.querySelector<HTMLVideoElement>(`[${attribute}="${CSS.escape(participantId)}"] video`);
  // A picture that has not begun yet cannot be shown elsewhere.
  await video?.requestPictureInPicture().catch(() => undefined);
}
