import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Participant } from "@/call/protocol";
import { ConfirmDialog } from "@/ui/Dialog";

import type { Acting } from "./acting";

interface RemoveDialogProps {
  room: Pick<Acting, "do">;
  person: Pick<Participant, "id" | "name">;
  onClose: () => void;
}

/** Says what it means before somebody is sent away for good. */
export function RemoveDialog({ room, person: { id, name }, onClose }: RemoveDialogProps) {
  const { t } = useTranslation("people");
  const [busy, setBusy] = useState(false);

  async function remove() {
    setBusy(true);
    await room.do("remove", { participant_id: id });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("remove.title", { name })}
      action={t("remove.action")}
      busy={busy && t("remove.busy")}
      danger
      onConfirm={() => void remove()}
    >
      {t("remove.text", { name })}
    </ConfirmDialog>
  );
}
