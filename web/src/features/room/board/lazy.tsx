import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { loadTexts } from "@/i18n/i18n";

import type { Rect } from "../arrangement";
import { tileClass } from "../components/Tile";
import type { RoomBoardProps } from "./RoomBoard";

/** The board is heavy: its code and texts come when somebody opens it. */
const RoomBoard = lazy(async () => {
  const [module] = await Promise.all([import("./RoomBoard"), loadTexts("board")]);
  return module;
});

export function BoardTile({ rect, ...props }: RoomBoardProps & { rect: Rect }) {
  const { t } = useTranslation("room");
  return (
    <li data-tile="board" style={rect} className={tileClass(false, "absolute!")}>
      <Suspense
        fallback={
          <p role="status" className="p-6 text-quiet">
            {t("opensBoard")}
          </p>
        }
      >
        <RoomBoard {...props} />
      </Suspense>
    </li>
  );
}
