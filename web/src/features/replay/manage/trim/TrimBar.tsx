import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { formatClock } from "@/i18n/clock";
import { Button } from "@/ui/Button";
import { ProblemNotice } from "@/ui/ProblemNotice";

import type { Trim } from "./useTrim";

/** What trimming means, what is left, and the two ways out of it. */
export function TrimBar({ trim }: { trim: Trim }) {
  const { t } = useTranslation(["replay", "common"]);
  const { part, save, isWhole, onWhole, onHere, onClose } = trim;
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.focus(), []);
  return (
    <section
      ref={bar}
      tabIndex={-1}
      aria-label={t("replay:trim.title")}
      className="mx-2 mb-1 flex flex-col gap-2 rounded-card bg-raised p-3 focus-visible:outline-none sm:mx-4"
    >
      {save.isError && <ProblemNotice problem={asProblem(save.error)} />}
      <p>
        <strong className="font-semibold">{t("replay:trim.shown", { from: formatClock(part[0]), to: formatClock(part[1]) })}</strong>{" "}
        <span className="text-quiet">{t("replay:trim.text")}</span>
      </p>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:justify-end">
        <Button variant="secondary" onClick={() => onHere("start")}>
          {t("replay:trim.startHere")}
        </Button>
        <Button variant="secondary" onClick={() => onHere("end")}>
          {t("replay:trim.endHere")}
        </Button>
        {!isWhole && (
          <Button variant="secondary" className="max-sm:col-span-full" onClick={onWhole}>
            {t("replay:trim.whole")}
          </Button>
        )}
        <span className="grow max-sm:hidden" />
        <Button variant="quiet" onClick={onClose}>
          {t("common:goBack")}
        </Button>
        <Button busy={save.isPending && t("replay:trim.busy")} onClick={() => save.mutate()}>
          {t("replay:trim.save")}
        </Button>
      </div>
    </section>
  );
}
