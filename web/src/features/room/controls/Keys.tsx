import { useState } from "react";
import { useTranslation } from "react-i18next";

import { setSingleKeys, singleKeysAreOn } from "@/ui/single-keys";
import { Switch } from "@/ui/Switch";

import { COMMANDS, TALK_KEY } from "./commands";

/** What the keyboard can do here. */
export function Keys() {
  const { t } = useTranslation("stage");
  const [singles, setSingles] = useState(singleKeysAreOn);
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2">
        {COMMANDS.map(({ id, keys }) => (
          <Row key={id} text={t(`keys.${id}`)} keys={shown(keys)} />
        ))}
        <Row text={t("keys.talk")} keys={t("keys.hold", { key: TALK_KEY })} />
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
    </>
  );
}

function Row({ text, keys }: { text: string; keys: string }) {
  return (
    <>
      <dt>{text}</dt>
      <dd>
        <kbd className="rounded-small bg-hover px-2 py-1 text-sm">{keys}</kbd>
      </dd>
    </>
  );
}

function shown(keys: string): string {
  return keys.replace("Control", "Ctrl").replaceAll("+", " + ");
}
