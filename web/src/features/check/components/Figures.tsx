import { useTranslation } from "react-i18next";

import type { RateFigures } from "@/call/check/findings";
import { formatDelay, formatPercent, formatRate } from "@/i18n/numbers";

/** The relay is never asked for more than a good picture takes. */
const MOST_THROUGH_KBITS = 4_700;

/** The numbers, and truthfully where each was measured. */
export function Figures({ rate }: { rate: RateFigures }) {
  const { t } = useTranslation("check");
  const said = (value: number | null, format: (value: number) => string) =>
    value === null ? t("figures.unknown") : format(value);
  const through = (value: number) =>
    value < MOST_THROUGH_KBITS ? formatRate(value) : t("figures.atLeast", { rate: formatRate(value) });
  const rows = [
    { name: t("figures.down"), value: said(rate.down, formatRate) },
    { name: t("figures.up"), value: said(rate.up, formatRate) },
    ...(rate.path === "relay" ? [{ name: t("figures.through"), value: said(rate.through, through) }] : []),
    { name: t("figures.delay"), value: said(rate.delay, formatDelay) },
    { name: t("figures.jitter"), value: said(rate.jitter, formatDelay) },
    { name: t("figures.loss"), value: said(rate.loss, formatPercent) },
  ];
  return (
    <div data-measured={rate.path} className="mt-3">
      <h4 className="text-sm font-semibold">{t("figures.title")}</h4>
      <dl className="mt-1 grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1">
        {rows.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-quiet">{t(`figures.${rate.path}`)}</p>
    </div>
  );
}
