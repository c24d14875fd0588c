import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { KeyList } from "@/ui/KeyList";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { COMMANDS, SPACE } from "../commands";

/** What the keyboard can do here. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["replay", "common"]);
  return (
    <TaskDialog title={t("replay:keys.title")} onClose={onClose}>
      <KeyList rows={COMMANDS.map(({ id, shown }) => ({ text: t(`replay:keys.${id}`), keys: shown.replace(SPACE, t("replay:keys.space")) }))} />
      <TaskButtons>
        <Button onClick={onClose}>{t("common:close")}</Button>
      </TaskButtons>
    </TaskDialog>
  );
}
