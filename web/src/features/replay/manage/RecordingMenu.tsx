import { EllipsisVertical, Link2, Settings2, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Recording } from "@/api/types";
import { IconButton } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { Menu, MenuItem } from "@/ui/Menu";

import { useDeleteRecording } from "./api";
import { SettingsDialog } from "./SettingsDialog";
import { ShareDialog } from "./ShareDialog";

type Task = "settings" | "share" | "delete";

/** What its teacher does with a recording besides watching it. */
export function RecordingMenu({ recording }: { recording: Recording }) {
  const { t } = useTranslation("replay");
  const [task, setTask] = useState<Task | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const deletion = useDeleteRecording(recording.id);
  const close = () => {
    setTask(null);
    deletion.reset();
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton
            ref={button}
            label={t("manage.menu", { title: recording.title })}
            icon={<EllipsisVertical size={20} aria-hidden />}
          />
        }
        // The dialog that opens takes the focus.
        onCloseAutoFocus={(event) => task && event.preventDefault()}
      >
        <MenuItem icon={<Settings2 size={20} aria-hidden />} onSelect={() => setTask("settings")}>
          {t("manage.settings.action")}
        </MenuItem>
        <MenuItem icon={<Link2 size={20} aria-hidden />} onSelect={() => setTask("share")}>
          {t("manage.share.action")}
        </MenuItem>
        {recording.state !== "recording" && (
          <MenuItem danger icon={<Trash2 size={20} aria-hidden />} onSelect={() => setTask("delete")}>
            {t("manage.delete.action")}
          </MenuItem>
        )}
      </Menu>
      {task === "settings" && <SettingsDialog recording={recording} onClose={close} returnTo={button} />}
      {task === "share" && <ShareDialog recording={recording} onClose={close} returnTo={button} />}
      <ConfirmDialog
        open={task === "delete"}
        onOpenChange={(open) => !open && close()}
        title={t("manage.delete.title", { title: recording.title })}
        action={t("manage.delete.confirm")}
        danger
        busy={deletion.isPending && t("manage.delete.busy")}
        problem={deletion.isError ? asProblem(deletion.error) : null}
        onConfirm={() => deletion.mutate(undefined, { onSuccess: close })}
        returnTo={button}
      >
        <p>{t("manage.delete.text")}</p>
      </ConfirmDialog>
    </>
  );
}
