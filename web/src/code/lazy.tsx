import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { loadTexts } from "@/i18n/i18n";

import type { CodeStageProps } from "./CodeStage";

const Stage = lazy(async () => {
  const [module] = await Promise.all([import("./CodeStage"), loadTexts("code")]);
  return module;
});

/** The editor is fetched, with its texts, when somebody opens it. */
export function CodeStage(props: CodeStageProps) {
  const { t } = useTranslation();
  return (
    <Suspense fallback={<p className="p-6 text-quiet">{t("loading")}</p>}>
      <Stage {...props} />
    </Suspense>
  );
}
