import { useTranslation } from "react-i18next";

import { KeyList } from "@/ui/KeyList";

import { COMMANDS, TALK_KEY } from "./commands";

/** What the keyboard can do here. */
export function Keys() {
  const { t } = useTranslation("stage");
  const commands = COMMANDS.map(({ id, keys }) => ({ text: t(`keys.${id}`), keys: shown(keys) }));
  return <KeyList rows={[...commands, { text: t("keys.talk"), keys: t("keys.hold", { key: TALK_KEY }) }]} />;
}

function shown(keys: string): string {
  return keys.replace("Control", "Ctrl").replaceAll("+", " + ");
}
