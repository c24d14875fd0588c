import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { setSingleKeys, singleKeysAreOn } from "@/ui/single-keys";
import { Switch } from "@/ui/Switch";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { COMMANDS } from "../commands";

/** What the keyboard can do here. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("replay");
  const [singles, setSingles] = useState(singleKeysAreOn);
  return (
    <TaskDialog title={t("keys.title")} onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2">
        {COMMANDS.map(({ id, shown }) => (
          <div key={id} className="contents">
            <dt>{t(`keys.${id}`)}</dt>
            <dd>
              <kbd className="rounded-small bg-hover px-2 py-1 text-sm whitespace-pre">{shown}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t("keys.singles")}
        help={t("keys.singlesHelp")}
        checked={singles}
        onChange={(on) => {
          setSingleKeys(on);
          setSingles(on);
        }}
      />
      <TaskButtons>
        <Button onClick={onClose}>{t("keys.close")}</Button>
      </TaskButtons>
    </TaskDialog>
  );
}
