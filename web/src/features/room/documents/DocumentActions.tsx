import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import { isHost } from "../room-state";
import type { StageDocument } from "../view";
import { CopyWalk } from "./CopyWalk";
import { ForEveryone } from "./ForEveryone";
import type { RoomDocumentProps } from "./room-document";
import type { Copies } from "./useCopies";

interface DocumentActionsProps extends RoomDocumentProps, Copies {
  document: StageDocument;
}

/** What can be done with a document because it is in a room: at the end of its own bar. */
export function DocumentActions({ room, state, onView, document, ...copies }: DocumentActionsProps) {
  const { t } = useTranslation("stage");
  return (
    <>
      <CopyWalk {...{ state, document }} {...copies} />
      {isHost(state) && <ForEveryone {...{ room, state, document }} owner={copies.owner} />}
      <IconButton
        label={t(`documents.${document}.close`)}
        icon={<X size={20} aria-hidden />}
        onClick={() => onView({ open: null })}
      />
    </>
  );
}
