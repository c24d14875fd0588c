import { CaptureUpdateAction, newElementWith } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { ChevronLeft, ChevronRight, Eraser, Eye, EyeOff, Megaphone, PanelBottom, StickyNote } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentState, SharedDocument } from "@/documents/shared-document";
import { Button, IconButton } from "@/ui/Button";

import { BACKGROUNDS, type BoardDocument, type BoardPage } from "./board-document";
import type { BoardSession } from "./board-session";
import { FileMenu } from "./FileMenu";
import { MathematicsTools } from "./mathematics/MathematicsTools";
import { pageName } from "./page-name";
import { PageMenu } from "./PageMenu";
import { addStickyNote } from "./sticky-note";
import { callEverybody, type Leading } from "./useBeingLed";

export interface BoardBarProps {
  board: BoardDocument;
  document: SharedDocument;
  state: DocumentState;
  session: BoardSession | null;
  api: ExcalidrawImperativeAPI | null;
  pages: readonly BoardPage[];
  page: BoardPage | undefined;
  title: string;
  isLeader: boolean;
  leading: Leading;
  showsPages: boolean;
  onPage: (id: string) => void;
  onPages: () => void;
  children?: ReactNode;
}

/** Everything around the drawing: pages, who looks where, files, and whether all of it is safe. */
export function BoardBar(props: BoardBarProps) {
  const { t } = useTranslation("board");
  const { document, state, session, api, pages, page, isLeader, leading, showsPages, onPage, onPages, children } = props;
  const at = pages.findIndex(({ id }) => id === page?.id);
  const turn = (by: number) => {
    const next = pages[at + by];
    if (next) onPage(next.id);
  };
  return (
    <div
      role="toolbar"
      aria-label={t("bar.label")}
      // One row, whatever its width: the height is the drawing's. What closes the board stays in reach while the rest is scrolled.
      className="board-tools flex shrink-0 items-center gap-x-1 overflow-x-auto pl-2 *:shrink-0 [&_:focus-visible]:-outline-offset-2 [&>button:last-child]:sticky [&>button:last-child]:right-0 [&>button:last-child]:rounded-none [&>button:last-child]:bg-raised phone:[&>button:last-child]:ml-auto"
    >
      <IconButton label={t("pages.previous")} icon={<ChevronLeft size={20} aria-hidden />} disabled={at <= 0} onClick={() => turn(-1)} />
      <Button variant="quiet" className="px-2!" aria-expanded={showsPages} onClick={onPages}>
        <PanelBottom size={20} aria-hidden />
        <span className="max-w-40 truncate phone:sr-only">{page ? pageName(t, page, at) : t("title")}</span>
        <span className="font-normal text-quiet tabular">
          {Math.max(1, at + 1)}/{Math.max(1, pages.length)}
        </span>
      </Button>
      <IconButton
        label={t("pages.next")}
        icon={<ChevronRight size={20} aria-hidden />}
        disabled={at >= pages.length - 1}
        onClick={() => turn(1)}
      />
      {state.mayWrite && page && <PageMenu {...props} page={page} backgrounds={BACKGROUNDS} />}
      {state.mayWrite && api && (
        <IconButton label={t("clear")} icon={<Eraser size={20} aria-hidden />} onClick={() => clear(api)} />
      )}
      {state.mayWrite && api && (
        <IconButton label={t("note")} icon={<StickyNote size={20} aria-hidden />} onClick={(event) => stick(api, event.currentTarget)} />
      )}
      {state.mayWrite && api && <MathematicsTools api={api} />}
      <FollowButton leading={leading} isLeader={isLeader} />
      {isLeader && state.mayWrite && session && (
        <IconButton
          label={t("lead.call")}
          icon={<Megaphone size={20} aria-hidden />}
          onClick={() => callEverybody(document, session)}
        />
      )}
      <FileMenu {...props} />
      <span className="ml-auto px-1 text-sm text-quiet phone:sr-only">
        {state.connection === "open" && state.synced && state.mayWrite && t(state.unsaved > 0 ? "saving" : "saved")}
      </span>
      {children}
    </div>
  );
}

function FollowButton({ leading: { present, followed, follow }, isLeader }: { leading: Leading; isLeader: boolean }) {
  const { t } = useTranslation("board");
  const [leader] = present;
  if (isLeader || !leader) return null;
  return (
    <IconButton
      label={followed ? t("lead.unfollow", { name: followed.name }) : t("lead.follow", { name: leader.name })}
      icon={followed ? <EyeOff size={20} aria-hidden /> : <Eye size={20} aria-hidden />}
      aria-pressed={followed !== null}
      onClick={() => follow(followed ? null : leader.id)}
    />
  );
}

function stick(api: ExcalidrawImperativeAPI, button: Element): void {
  const surface = button.closest("[data-board]")?.querySelector(".excalidraw");
  if (surface) addStickyNote(api, surface);
}

/** All but what is locked, as worksheets are. A step like any other: the undo button brings everything back. */
function clear(api: ExcalidrawImperativeAPI): void {
  api.updateScene({
    elements: api
      .getSceneElementsIncludingDeleted()
      .map((element) => (element.isDeleted || element.locked ? element : newElementWith(element, { isDeleted: true }))),
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
}
