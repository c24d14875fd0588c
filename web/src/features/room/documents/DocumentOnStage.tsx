import { type ComponentType, Fragment, type ReactNode, useCallback } from "react";

import { openDocument, type SharedDocument } from "@/documents/shared-document";

import type { StageDocument } from "../view";
import { type Owner, owners } from "./copies";
import { CopiesOverview } from "./CopiesOverview";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";

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
  const openCopy = useCallback((of: Owner) => openDocument(room.documentOptions(document, of)), [room, document]);
  const open = useCallback(() => openCopy(owner), [openCopy, owner]);
  const actions = <DocumentActions {...props} {...copies} document={document} />;
  if (copies.isOverview) {
    return <CopiesOverview actions={actions} people={owners(state)} open={openCopy} Preview={Preview} onVisit={copies.visit} />;
  }
  return <Fragment key={owner}>{children({ open, actions })}</Fragment>;
}
