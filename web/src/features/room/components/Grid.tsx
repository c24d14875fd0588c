import { useTranslation } from "react-i18next";

import { gridLayout } from "../grid";
import type { RoomState } from "../room-state";
import { OwnTile } from "./OwnTile";
import { Tile } from "./Tile";
import { useSize } from "./useSize";

const GAP = 8;
/** One's own picture alone need not fill the screen. */
const ALONE_WIDTH = 640;

/** Alone: my own picture. Two: the other one, and mine small in a corner. More: everyone the same. */
export function Grid({ state }: { state: RoomState }) {
  const { t } = useTranslation("room");
  const [area, size] = useSize<HTMLDivElement>();
  const { participants, joining } = state;
  const ownIsSmall = participants.length === 1;
  const count = participants.length + (ownIsSmall ? 0 : 1);
  const isAlone = participants.length === 0;
  const width = isAlone ? Math.min(size.width, ALONE_WIDTH) : size.width;
  const { tileWidth, tileHeight } = gridLayout(count, width, size.height, GAP);
  return (
    <div ref={area} className="absolute inset-0">
      {size.width > 0 && (
        <ul
          aria-label={t("room.tiles")}
          data-tiles={count}
          className="absolute inset-0 flex flex-wrap content-center justify-center gap-2"
        >
          {participants.map((participant) => (
            <Tile key={participant.id} participant={participant} width={tileWidth} height={tileHeight} />
          ))}
          <OwnTile state={state} small={ownIsSmall} style={ownIsSmall ? undefined : { width: tileWidth, height: tileHeight }} />
        </ul>
      )}
      {isAlone && !joining && (
        <div
          role="status"
          className="pointer-events-none absolute inset-x-0 flex flex-col items-center px-6 text-center"
          // Above the name on my own picture.
          style={{ bottom: `calc(50% - ${tileHeight / 2}px + 3rem)` }}
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
