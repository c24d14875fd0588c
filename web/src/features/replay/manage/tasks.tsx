import { Link2, Settings2, Trash2 } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Recording } from "@/api/types";
import { ConfirmDialog } from "@/ui/Dialog";
import { MenuItem } from "@/ui/Menu";

import { useDeleteRecording } from "./api";
import { SettingsDialog } from "./SettingsDialog";
import { ShareDialog } from "./ShareDialog";

/** What its teacher does with a recording besides watching it: in the list, and in the replay. */
export type ManageTask = "settings" | "share" | "delete";

/** What these tasks have to know of it. */
export type Managed = Pick<Recording, "id" | "title" | "keep_until" | "state">;

/** Their entries in a menu. While it goes on it cannot be deleted. */
export function ManageItems({ state, onTask }: Pick<Managed, "state"> & { onTask: (task: ManageTask) => void }) {
  const { t } = useTranslation("replay");
  return (
    <>
      <MenuItem icon={<Settings2 size={20} aria-hidden />} onSelect={() => onTask("settings")}>
        {t("manage.settings.action")}
      </MenuItem>
      <MenuItem icon={<Link2 size={20} aria-hidden />} onSelect={() => onTask("share")}>
        {t("manage.share.action")}
      </MenuItem>
      {state !== "recording" && (
        <MenuItem danger icon={<Trash2 size={20} aria-hidden />} onSelect={() => onTask("delete")}>
          {t("manage.delete.action")}
        </MenuItem>
      )}
    </>
  );
}

interface ManageDialogProps {
  recording: Managed;
  task: ManageTask;
  onClose: () => void;
  /** It is gone. */
  onDeleted: () => void;
  returnTo: RefObject<HTMLElement | null>;
}

/** Where the chosen one is done. */
export function ManageDialog({ recording, task, onClose, onDeleted, returnTo }: ManageDialogProps) {
  if (task === "settings") return <SettingsDialog {...{ recording, onClose, returnTo }} />;
  if (task === "share") return <ShareDialog {...{ recording, onClose, returnTo }} />;
  return <DeleteDialog {...{ recording, onClose, onDeleted, returnTo }} />;
}

function DeleteDialog({ recording: { id, title }, onClose, onDeleted, returnTo }: Omit<ManageDialogProps, "task">) {
  const { t } = useTranslation("replay");
  const deletion = useDeleteRecording(id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("manage.delete.title", { title })}
      action={t("manage.delete.confirm")}
      danger
      busy={deletion.isPending && t("manage.delete.busy")}
      problem={deletion.isError ? asProblem(deletion.error) : null}
      onConfirm={() => deletion.mutate(undefined, { onSuccess: onDeleted })}
      returnTo={returnTo}
    >
      <p>{t("manage.delete.text")}</p>
    </ConfirmDialog>
  );
}
