import { useTranslation } from "react-i18next";

import { compiler, COMPILER_BYTES, type CompilerState } from "@/run/compiled/compiler";
import { Button } from "@/ui/Button";

/** Whether something is asked or told about the compiler just now. */
export function isOffer({ step }: CompilerState): boolean {
  return step === "loading" || step === "asked" || step === "failed";
}

/** Asks before so much is loaded, and shows how much of it has come. */
export function CompilerOffer({ compiler: { step, loaded } }: { compiler: CompilerState }) {
  const { t } = useTranslation("code");
  const size = megabytes(COMPILER_BYTES);
  if (step === "loading") {
    return (
      <div className="flex flex-col gap-2 p-3">
        <p>{t("compiler.loading", { loaded: megabytes(loaded), size })}</p>
        <progress
          aria-label={t("compiler.label")}
          max={COMPILER_BYTES}
          value={loaded}
          className={BAR}
        />
      </div>
    );
  }
  if (step !== "asked" && step !== "failed") return null;
  return (
    <div role="group" aria-label={t("compiler.label")} className="flex flex-col gap-3 p-3">
      <p className="max-w-prose">{t(`compiler.${step}`, { size })}</p>
      <div className="flex flex-wrap gap-2">
        <Button autoFocus onClick={() => void compiler.load()}>
          {t(step === "asked" ? "compiler.load" : "compiler.again", { size })}
        </Button>
        <Button variant="quiet" onClick={() => compiler.refuse()}>
          {t("compiler.notNow")}
        </Button>
      </div>
    </div>
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

const BAR =
  "block h-1.5 w-full max-w-sm appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";
