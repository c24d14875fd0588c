import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";

import type { BoardDocument, BoardPage } from "./board-document";
import { pageName } from "./page-name";
import { useThumbnail } from "./useThumbnail";

interface PagesStripProps {
  board: BoardDocument;
  pages: readonly BoardPage[];
  page: string;
  mayWrite: boolean;
  onPage: (id: string) => void;
}

/** All pages, small, in a row. */
export function PagesStrip({ board, pages, page, mayWrite, onPage }: PagesStripProps) {
  const { t } = useTranslation("board");
  return (
    <nav aria-label={t("pages.label")} className="shrink-0 border-t border-line">
      <ul className="flex gap-2 overflow-x-auto p-2">
        {pages.map((each, index) => (
          <li key={each.id}>
            <Thumbnail board={board} page={each} name={pageName(t, each, index)} isCurrent={each.id === page} onPage={onPage} />
          </li>
        ))}
        {mayWrite && (
          <li>
            <button
              type="button"
              className="flex h-24 w-32 flex-col items-center justify-center gap-1 rounded-small text-sm ring-1 ring-line ring-inset hover:bg-hover"
              onClick={() => onPage(board.add(page, pages.find(({ id }) => id === page)?.background ?? "plain"))}
            >
              <Plus size={20} aria-hidden />
              {t("pages.add")}
            </button>
          </li>
        )}
      </ul>
    </nav>
  );
}

interface ThumbnailProps {
  board: BoardDocument;
  page: BoardPage;
  name: string;
  isCurrent: boolean;
  onPage: (id: string) => void;
}

function Thumbnail({ board, page, name, isCurrent, onPage }: ThumbnailProps) {
  const picture = useThumbnail(board, page.id);
  return (
    <button
      type="button"
      aria-current={isCurrent ? "page" : undefined}
      className={cx("flex h-24 w-32 flex-col rounded-small p-1 text-sm", isCurrent ? "ring-2 ring-accent ring-inset" : "hover:bg-hover")}
      onClick={() => onPage(page.id)}
    >
      <span className="min-h-0 w-full flex-1 rounded-small bg-[#fff]">
        {picture && <img src={picture} alt="" className="size-full object-contain" />}
      </span>
      <span className="w-full truncate">{name}</span>
    </button>
  );
}
