import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Code } from "@/call/e2ee/code";
import { CODE_WORDS } from "@/call/e2ee/code-words";
import { language } from "@/i18n/language";

/** Eight pictures, each with its word: what is read out is the same in every language that both sides speak. */
export function CodePictures({ code, label }: { code: Code | null; label: string }) {
  const { t } = useTranslation("privacy");
  if (code === null) return <p className="text-quiet">{t("code.working")}</p>;
  return (
    <ol aria-label={label} data-code={code.join(" ")} className="grid grid-cols-4 gap-x-2 gap-y-3 rounded-card bg-ground px-2 py-4">
      {code.map((number, place) => (
        <li key={place} className="flex min-w-0 flex-col items-center gap-1 text-center">
          <span aria-hidden className="text-2xl leading-none">
            {CODE_WORDS[number]?.picture}
          </span>
          <span className="w-full text-sm break-words hyphens-auto">{CODE_WORDS[number]?.[language()]}</span>
        </li>
      ))}
    </ol>
  );
}

/** Worked out again whenever `of` is another object; null meanwhile. */
export function useCode<Of extends object>(of: Of, workOut: (of: Of) => Promise<Code>): Code | null {
  const [known, setKnown] = useState<{ of: Of; code: Code } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void workOut(of).then((code) => isWanted && setKnown({ of, code }));
    return () => {
      isWanted = false;
    };
  }, [of, workOut]);
  return known?.of === of ? known.code : null;
}
