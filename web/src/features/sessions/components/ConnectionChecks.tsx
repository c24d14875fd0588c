import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { PersonCheck, Session } from "@/api/types";
import { formatDateTime, viewerZone } from "@/i18n/dates";
import { formatDelay, formatList, formatPercent, formatRate } from "@/i18n/numbers";
import { Avatar } from "@/ui/Avatar";
import { Badge, type Tone } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { CopyLabel, useCopy } from "@/ui/CopyField";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { checksQuery } from "../checks";

const TONES: Record<PersonCheck["verdict"], Tone> = { ready: "accent", limited: "attention", not_ready: "danger" };

/** A link to send the day before, and what those who followed it found. Only the teacher is shown it. */
export function ConnectionChecks({ session, passcode }: { session: Session; passcode: string }) {
  const { t } = useTranslation("check");
  const [copied, copy] = useCopy();
  const checks = useQuery(checksQuery(session.id));
  const link = `${window.location.origin}/check/${session.meeting_id}?passcode=${encodeURIComponent(passcode)}`;
  return (
    <section aria-labelledby="checks-heading">
      <h2 id="checks-heading" className="mb-2 text-xl">
        {t("teacher.title")}
      </h2>
      <p className="mb-3 max-w-[65ch] text-quiet">{t("teacher.intro")}</p>
      <Button variant="secondary" onClick={() => copy(link)}>
        {copied === "idle" ? t("teacher.copy") : <CopyLabel state={copied} />}
      </Button>
      {checks.error && <ProblemNotice problem={asProblem(checks.error)} className="mt-4" />}
      {checks.data?.items.length === 0 && <p className="mt-4 text-quiet">{t("teacher.none")}</p>}
      {checks.data && checks.data.items.length > 0 && (
        <ul className="mt-3 divide-y divide-line">
          {checks.data.items.map((check) => (
            <CheckRow key={`${check.name} ${check.has_account}`} check={check} />
          ))}
        </ul>
      )}
    </section>
  );
}

function CheckRow({ check }: { check: PersonCheck }) {
  const { t } = useTranslation("check");
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={check.name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold break-words">{check.name}</span>
          {!check.has_account && <span className="text-sm text-quiet">{t("teacher.guest")}</span>}
          <Badge tone={TONES[check.verdict]}>{t(`teacher.verdict.${check.verdict}`)}</Badge>
        </p>
        <p>{useFindings(check)}</p>
        <p className="tabular text-sm text-quiet">
          {[formatDateTime(check.at, viewerZone()), ...useFigures(check)].join(" · ")}
        </p>
      </div>
    </li>
  );
}

function useFindings({ steps, verdict }: PersonCheck): string {
  const { t } = useTranslation("check");
  const named = (outcome: "failed" | "weak") =>
    formatList(steps.filter((step) => step.outcome === outcome).map(({ step }) => t(`step.${step}`)));
  const [fails, weak] = [named("failed"), named("weak")];
  const said = [fails && t("teacher.fails", { steps: fails }), weak && t("teacher.weak", { steps: weak })].filter(Boolean);
  return said.length > 0 ? said.join(" ") : verdict === "ready" ? t("teacher.well") : "";
}

function useFigures({ rate }: PersonCheck): string[] {
  const { t } = useTranslation("check");
  if (!rate) return [];
  const { up = null, down = null, delay = null, loss = null } = rate;
  return [
    up !== null && down !== null && t("teacher.upDown", { up: formatRate(up), down: formatRate(down) }),
    delay !== null && t("teacher.delayOf", { delay: formatDelay(delay) }),
    loss !== null && t("teacher.lossOf", { loss: formatPercent(loss) }),
  ].filter((said) => said !== false);
}
