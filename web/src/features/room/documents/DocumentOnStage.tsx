import { type ComponentType, type ReactNode, useCallback, useState } from "react";

import { openDocument, type SharedDocument } from "@/documents/shared-document";

import { isHost } from "../room-state";
import type { StageDocument } from "../view";
import { isForEveryone, type Owner, owners } from "./copies";
import { CopiesOverview } from "./CopiesOverview";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";
import { useReaders } from "./useReaders";
import { WhoSees } from "./WhoSees";

interface Shown {
  /** Stays the same function as long as the same copy is shown. */
  open: () => SharedDocument;
  /** For the end of the document's own bar. */
  actions: ReactNode;
}

interface DocumentOnStageProps extends RoomDocumentProps {
  document: StageDocument;
  Preview: ComponentType<{ document: SharedDocument }>;
  children: (shown: Shown) => ReactNode;
}

/** The copy of a document that this page is to show, or for hosts all of them. */
export function DocumentOnStage({ document, Preview, children, ...props }: DocumentOnStageProps) {
  const { room, state } = props;
  const copies = useCopies(state, document);
  const { owner } = copies;
  const [opened, setOpened] = useState<SharedDocument | null>(null);
  const readers = useReaders(opened, state.self?.id ?? "");
  const openCopy = useCallback((of: Owner) => openDocument(room.documentOptions(document, of)), [room, document]);
  const open = useCallback(() => {
    const shared = openCopy(owner);
    setOpened(shared);
    return shared;
  }, [openCopy, owner]);
  const actions = <DocumentActions {...props} {...copies} document={document} />;
  if (copies.isOverview) {
    return <CopiesOverview actions={actions} people={owners(state)} open={openCopy} Preview={Preview} onVisit={copies.visit} />;
  }
  const show = () => void room.do("set-stage", { stage: document, follow: false, copy_of: owner });
  return (
    <div key={owner} className="flex size-full flex-col">
      {isHost(state) && !isForEveryone(state, document, owner) && <WhoSees state={state} readers={readers} onShow={show} />}
      <div className="min-h-0 flex-1">{children({ open, actions })}</div>
    </div>
  );
}
