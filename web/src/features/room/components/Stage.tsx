import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ShownPicture } from "@/call/carrier";

import { inGrid, onStage, type Rect } from "../arrangement";
import { DocumentTile } from "../documents/lazy";
import { inSeats, pageOf, tilesPerPage } from "../paging";
import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { type Item, itemsOf, keyOf, stageOf, type View } from "../view";
import { OwnTile } from "./OwnTile";
import { Pages } from "./Pages";
import { ScreenTile } from "./ScreenTile";
import { isNarrow, Tile } from "./Tile";
import { TileMenu } from "./TileMenu";
import { useSeats } from "./useSeats";
import { useSize } from "./useSize";
import { useSpeaker } from "./useSpeaker";

/** One's own picture alone need not fill the screen. */
const ALONE_WIDTH = 640;
/** Below the tiles, where there are pages. */
const PAGES_HEIGHT = 52;

interface StageProps {
  room: Room;
  state: RoomState;
  view: View;
  onView: (change: Partial<View>) => void;
  /** Menus on the tiles: they may come a moment later than the people. */
  hasMenus: boolean;
}

/**
 * Everything there is to see. Alone: my own picture. Two: the other one, and mine small in a corner. More: everyone the
 * same, unless something is the stage: then the rest is a strip beside it. Very many: as many as fit on a page.
 */
export function Stage({ room, state, view, onView, hasMenus }: StageProps) {
  const { t } = useTranslation(["room", "stage"]);
  const [area, size] = useSize<HTMLDivElement>();
  const speaker = useSpeaker(state.participants);
  const perPage = tilesPerPage(size.width, size.height);
  const [wantedPage, setPage] = useState(0);
  const everything = itemsOf(state, view);
  const large = stageOf(everything, view, state.rules.spotlight, speaker);
  const inFront = large ? onStage(everything.length, size.width, size.height).rects.length - 1 : perPage - 1;
  const items = inSeats(everything, useSeats(state.participants, inFront));
  const { items: onPage, page, count } = large ? { items, page: 0, count: 1 } : pageOf(items, wantedPage, perPage);
  const { shown, rects, hidden } = arrange(onPage, large, { ...size, height: size.height - (count > 1 ? PAGES_HEIGHT : 0) });
  useShown(room, shown, rects, size);
  const isAlone = state.participants.length === 0;
  const own = rects.at(-1);
  const isOwnInCorner = shown.some(({ isOwn }, index) => isOwn && !rects[index]);
  return (
    <div ref={area} className="absolute inset-0">
      {size.width > 0 && (
        <ul aria-label={t("room.tiles")} data-tiles={items.length} className="absolute inset-0">
          {shown.map((item, index) => (
            <Shown key={keyOf(item)} item={item} rect={rects[index] ?? null} {...{ room, state, view, onView, hasMenus, isOwnInCorner }} />
          ))}
          {hidden > 0 && (
            // On the last of the strip: elsewhere it would lie on what is large.
            <li
              style={{ left: rects.at(-1)?.left, top: rects.at(-1)?.top }}
              className="pointer-events-none absolute m-1 rounded-full bg-ground/85 px-2 text-sm"
            >
              {t("stage:hidden", { count: hidden })}
            </li>
          )}
        </ul>
      )}
      {count > 1 && <Pages page={page} count={count} onPage={setPage} />}
      {isAlone && !large && !state.joining && own && (
        <div
          role="status"
          className="pointer-events-none absolute inset-x-0 flex flex-col items-center px-6 text-center"
          // Above the name on my own picture.
          style={{ bottom: `calc(50% - ${own.height / 2}px + 3rem)` }}
        >
          <div className="rounded-card bg-ground/85 px-5 py-3">
            <p className="text-lg font-semibold">{t("room.alone")}</p>
            <p className="text-quiet">{t("room.aloneHint")}</p>
          </div>
        </div>
      )}
    </div>
  );
}

/** Tells the call which pictures are looked at: others need not come. */
function useShown(room: Room, shown: Item[], rects: (Rect | undefined)[], whole: Size): void {
  const pictures = shown.flatMap(({ kind, participantId, isOwn }, index): ShownPicture[] => {
    if (isOwn || kind === "board" || kind === "code") return [];
    const { width, height } = rects[index] ?? whole;
    return [{ kind, participantId, width: Math.round(width), height: Math.round(height) }];
  });
  const written = JSON.stringify(pictures);
  const same = useMemo(() => JSON.parse(written) as ShownPicture[], [written]);
  useEffect(() => room.show(same), [room, same]);
}

interface ShownProps extends StageProps {
  item: Item;
  /** Null: in the corner. */
  rect: Rect | null;
  isOwnInCorner: boolean;
}

function Shown({ item, rect, room, state, view, onView, hasMenus, isOwnInCorner }: ShownProps) {
  const menu = hasMenus && <TileMenu {...{ item, room, state, view, onView, isOwnInCorner }} isOnNarrow={rect !== null && isNarrow(rect)} />;
  if (item.isOwn) return <OwnTile state={state} rect={rect} mirrored={view.mirrorsSelf} />;
  if (item.kind === "board" || item.kind === "code") {
    return rect && <DocumentTile document={item.kind} rect={rect} {...{ room, state, onView }} />;
  }
  const participant = state.participants.find(({ id }) => id === item.participantId);
  if (!participant || !rect) return null;
  return item.kind === "screen" ? (
    <ScreenTile participant={participant} rect={rect}>
      {menu}
    </ScreenTile>
  ) : (
    <Tile participant={participant} rect={rect}>
      {menu}
    </Tile>
  );
}

type Size = { width: number; height: number };

interface Arranged {
  shown: Item[];
  /** For each that is shown; one's own picture, last, has none where it is in the corner. */
  rects: (Rect | undefined)[];
  hidden: number;
}

function arrange(items: Item[], large: Item | null, { width, height }: Size): Arranged {
  if (large) {
    const shown = [large, ...items.filter((item) => item !== large)];
    const { rects, hidden } = onStage(shown.length, width, height);
    return { shown: shown.slice(0, rects.length), rects, hidden };
  }
  const [first, second] = items;
  const isConversation = items.length === 2 && first?.kind === "person" && second?.isOwn === true;
  if (isConversation) return { shown: items, rects: inGrid(1, width, height), hidden: 0 };
  return { shown: items, rects: inGrid(items.length, width, height, ALONE_WIDTH), hidden: 0 };
}
