import { useTranslation } from "react-i18next";

import { Textarea } from "@/ui/inputs";

import type { Running } from "../useRunning";

interface EnginePlaceProps {
  /** Of the sentence, for the button that it explains. */
  id: string;
  running: Exclude<Running, "browser" | "nowhere">;
  given: string;
  onGive: (text: string) => void;
}

/** Where a file runs that no browser can, or why it does not, and what the program is to read there. */
export function EnginePlace({ id, running, given, onGive }: EnginePlaceProps) {
  const { t } = useTranslation("code");
  return (
    <div className="flex flex-col gap-1 px-3 pb-2">
      <p id={id} className="max-w-prose text-sm text-quiet">
        {t(`engine.${running}`)}
      </p>
      {running === "engine" && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center text-sm font-semibold">{t("engine.input")}</summary>
          <Textarea
            aria-label={t("engine.input")}
            rows={3}
            defaultValue={given}
            onChange={({ currentTarget }) => onGive(currentTarget.value)}
            spellCheck={false}
            autoCapitalize="none"
            className="font-mono"
          />
          <p className="text-sm text-quiet">{t("engine.inputHelp")}</p>
        </details>
      )}
    </div>
  );
}
