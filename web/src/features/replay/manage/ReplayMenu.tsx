import { useNavigate } from "@tanstack/react-router";
import { Captions, Download, EllipsisVertical, Scissors } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Replay } from "@/replay/manifest";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

import { ExportDialog } from "./exports/lazy";
import { CaptionsDialog } from "./lazy";
import { ManageDialog, ManageItems, type ManageTask } from "./tasks";

interface ReplayMenuProps {
  replay: Replay;
  isTrimming: boolean;
  onTrim: () => void;
  /** Something of the replay is not what it was. */
  onChanged: () => Promise<unknown>;
}

/** What one does with a recording while watching it. */
export function ReplayMenu({ replay, isTrimming, onTrim, onChanged }: ReplayMenuProps) {
  const { t } = useTranslation("replay");
  const [task, setTask] = useState<"export" | "captions" | ManageTask | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setTask(null);
  // What trims stands elsewhere on the page, and takes the focus meanwhile.
  const wasTrimming = useRef(isTrimming);
  useEffect(() => {
    if (wasTrimming.current && !isTrimming) button.current?.focus();
    wasTrimming.current = isTrimming;
  }, [isTrimming]);
  const { id, session, from_ms, to_ms, captions, keep_until, state, may_manage } = replay;
  const navigate = useNavigate();
  // Back does not lead to what is gone.
  const onDeleted = () => void navigate({ to: "/recordings", replace: true });
  return (
    <>
      <Menu
        trigger={<IconButton ref={button} label={t("manage.more")} icon={<EllipsisVertical size={20} aria-hidden />} />}
        // What opens takes the focus.
        onCloseAutoFocus={(event) => (task || isTrimming) && event.preventDefault()}
      >
        <MenuItem icon={<Download size={20} aria-hidden />} onSelect={() => setTask("export")}>
          {t("manage.export.action")}
        </MenuItem>
        {may_manage && (
          <>
            <MenuItem icon={<Scissors size={20} aria-hidden />} onSelect={onTrim}>
              {t("trim.title")}
            </MenuItem>
            <MenuItem icon={<Captions size={20} aria-hidden />} onSelect={() => setTask("captions")}>
              {t("manage.captions.title")}
            </MenuItem>
            <MenuSeparator />
            <ManageItems state={state} onTask={setTask} />
          </>
        )}
      </Menu>
      {task === "export" && (
        <ExportDialog recordingId={id} durationMs={to_ms - from_ms} hasCaptions={captions.length > 0} isReady={state === "ready"} onClose={close} returnTo={button} />
      )}
      {task === "captions" && <CaptionsDialog {...{ replay, onChanged }} onClose={close} returnTo={button} />}
      {task && task !== "export" && task !== "captions" && (
        <ManageDialog {...{ task, onDeleted }} recording={{ id, title: session.title, keep_until, state }} onClose={close} returnTo={button} />
      )}
    </>
  );
}
