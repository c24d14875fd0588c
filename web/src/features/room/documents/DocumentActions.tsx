import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import { isHost } from "../room-state";
import type { StageDocument } from "../view";
import { ForEveryone } from "./ForEveryone";
import type { RoomDocumentProps } from "./room-document";

/** What can be done with a document because it is in a room: at the end of its own bar. */
export function DocumentActions({ room, state, onView, document }: RoomDocumentProps & { document: StageDocument }) {
  const { t } = useTranslation("stage");
  return (
    <>
      {isHost(state) && <ForEveryone room={room} state={state} document={document} />}
      <IconButton
        label={t(`documents.${document}.close`)}
        icon={<X size={20} aria-hidden />}
        onClick={() => onView({ open: null })}
      />
    </>
  );
}
