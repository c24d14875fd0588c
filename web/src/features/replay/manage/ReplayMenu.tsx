import { Download, EllipsisVertical } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Replay } from "@/replay/manifest";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem } from "@/ui/Menu";

import { ExportDialog } from "./exports/lazy";

type Task = "export";

/** What one does with a recording while watching it. */
export function ReplayMenu({ replay }: { replay: Replay }) {
  const { t } = useTranslation("replay");
  const [task, setTask] = useState<Task | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setTask(null);
  return (
    <>
      <Menu
        trigger={<IconButton ref={button} label={t("manage.more")} icon={<EllipsisVertical size={20} aria-hidden />} />}
        // The dialog that opens takes the focus.
        onCloseAutoFocus={(event) => task && event.preventDefault()}
      >
        <MenuItem icon={<Download size={20} aria-hidden />} onSelect={() => setTask("export")}>
          {t("manage.export.action")}
        </MenuItem>
      </Menu>
      {task === "export" && (
        <ExportDialog recordingId={replay.id} durationMs={replay.duration_ms} hasCaptions={false} onClose={close} returnTo={button} />
      )}
    </>
  );
}
