import { Check, CircleDashed, CircleHelp, LoaderCircle, Minus, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { StepState } from "@/call/check/connection-check";
import type { StepName } from "@/call/check/findings";
import { formatDelay } from "@/i18n/numbers";
import { cx } from "@/ui/cx";

import { type FoundKey, foundKey } from "../found";

type Status = "waiting" | "running" | "asking" | "ok" | "weak" | "failed" | "skipped";

const ICONS = {
  waiting: CircleDashed,
  running: LoaderCircle,
  asking: CircleHelp,
  ok: Check,
  weak: TriangleAlert,
  failed: X,
  skipped: Minus,
} as const;

const LOOKS: Record<Status, string> = {
  waiting: "text-quiet",
  running: "text-quiet animate-breathe",
  asking: "bg-attention-soft text-ink",
  ok: "bg-accent-soft text-accent",
  weak: "bg-attention-soft text-ink",
  failed: "bg-danger-soft text-danger",
  skipped: "bg-hover text-quiet",
};

interface StepRowProps {
  step: StepName;
  state: StepState;
  roundTrip: number | null;
  /** What the person sees or is asked while it goes on. */
  children?: ReactNode;
}

/** One thing that is tried: how it stands as a mark and a word, what was found, and what to do about it. */
export function StepRow({ step, state, roundTrip, children }: StepRowProps) {
  const { t } = useTranslation("check");
  const status: Status = state.status === "done" ? state.finding.outcome : state.status;
  const key = state.finding && foundKey(step, state.finding);
  const Icon = ICONS[status];
  return (
    <li data-step={step} data-status={status} className="flex gap-4 py-4">
      <span aria-hidden className={cx("flex size-9 shrink-0 items-center justify-center rounded-full", LOOKS[status])}>
        <Icon size={20} />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="text-lg">{t(`step.${step}`)}</h3>
          <p className="text-sm text-quiet">{t(`status.${status}`)}</p>
        </div>
        {key && <Found step={step} found={key} roundTrip={roundTrip} />}
        {children}
      </div>
    </li>
  );
}

function Found({ step, found, roundTrip }: { step: StepName; found: FoundKey; roundTrip: number | null }) {
  const { t, i18n } = useTranslation("check");
  const words = {
    what: step === "microphone" || step === "camera" ? t(`found.device.what.${step}`) : "",
    time: roundTrip === null ? "" : formatDelay(roundTrip),
  };
  // What is well needs no advice, and has none.
  const help = `found.${found}.help`;
  return (
    <>
      <p className="text-quiet">{t(`found.${found}.text`, words)}</p>
      {i18n.exists(help, { ns: "check" }) && <p className="mt-1">{t(help as "found.rate.rate.help", words)}</p>}
    </>
  );
}
