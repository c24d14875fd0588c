import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { loadTexts } from "@/i18n/i18n";

import type { Rect } from "../arrangement";
import { tileClass } from "../components/Tile";
import type { StageDocument } from "../view";
import type { RoomDocumentProps } from "./room-document";

/** Both are heavy: their code and texts come when somebody opens them. */
const CONTENTS = {
  board: lazy(async () => {
    const [module] = await Promise.all([import("./RoomBoard"), loadTexts("board")]);
    return module;
  }),
  code: lazy(async () => {
    const [module] = await Promise.all([import("./RoomCode"), loadTexts("code")]);
    return module;
  }),
};

interface DocumentTileProps extends RoomDocumentProps {
  document: StageDocument;
  rect: Rect;
}

export function DocumentTile({ document, rect, ...props }: DocumentTileProps) {
  const { t } = useTranslation("stage");
  const Content = CONTENTS[document];
  return (
    <li data-tile={document} style={rect} className={tileClass(false, "absolute!")}>
      <Suspense
        fallback={
          <p role="status" className="p-6 text-quiet">
            {t(`documents.${document}.opening`)}
          </p>
        }
      >
        <Content {...props} />
      </Suspense>
    </li>
  );
}
