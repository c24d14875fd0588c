import { useState } from "react";
import { useTranslation } from "react-i18next";

import { setSingleKeys, singleKeysAreOn } from "./single-keys";
import { Switch } from "./Switch";

interface KeyListProps {
  /** What each does, and the keys as one writes them. */
  rows: readonly { text: string; keys: string }[];
}

/** What the keyboard can do in one place, and whether single keys are commands at all. */
export function KeyList({ rows }: KeyListProps) {
  const { t } = useTranslation();
  const [singles, setSingles] = useState(singleKeysAreOn);
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2">
        {rows.map(({ text, keys }) => (
          <div key={text} className="contents">
            <dt>{text}</dt>
            <dd>
              <kbd className="rounded-small bg-hover px-2 py-1 text-sm whitespace-pre">{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t("singleKeys.label")}
        help={t("singleKeys.help")}
        checked={singles}
        onChange={(on) => {
          setSingleKeys(on);
          setSingles(on);
        }}
      />
    </>
  );
}
