import { Download, RotateCcw, Trash2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { formatDay, viewerZone } from "@/i18n/dates";
import { formatPercent } from "@/i18n/numbers";
import { formatSize } from "@/i18n/sizes";
import { Button, buttonClass, IconButton } from "@/ui/Button";
import { Progress } from "@/ui/Progress";

import { type Export, isUnderWay } from "./api";
import { nameOf, whyNot } from "./words";

interface ExportListProps {
  exports: readonly Export[];
  /** The one that was just asked for. */
  newest: string | null;
  onRemove: (one: Export) => void;
  onRetry: (one: Export) => void;
}

/** What was asked for, the newest first: how far it is, and where it is to be had. */
export function ExportList({ exports, newest, onRemove, onRetry }: ExportListProps) {
  const { t } = useTranslation("exports");
  const list = useRef<HTMLElement>(null);
  const isThere = exports.some(({ id }) => id === newest);
  // It stands above the view of whoever has just pressed the button.
  useEffect(() => {
    if (isThere) list.current?.scrollIntoView({ block: "nearest" });
  }, [newest, isThere]);
  return (
    <section ref={list} aria-label={t("list")}>
      <h3 className="mb-1 font-semibold">{t("list")}</h3>
      <ul className="divide-y divide-line">
        {exports.map((one) => (
          <Row key={one.id} one={one} onRemove={() => onRemove(one)} onRetry={() => onRetry(one)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  one: Export;
  onRemove: () => void;
  onRetry: () => void;
}

function Row({ one, onRemove, onRetry }: RowProps) {
  const { t } = useTranslation("exports");
  const name = nameOf(t, one);
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{name}</p>
        <State one={one} name={name} />
      </div>
      {one.state === "ready" && one.src && (
        <a href={one.src} download={one.file_name} className={buttonClass({ variant: "secondary", className: "shrink-0" })} aria-label={t("downloadOf", { name })}>
          <Download size={20} aria-hidden />
          <span className="max-sm:sr-only">{t("download")}</span>
        </a>
      )}
      {one.state === "failed" && (
        <Button variant="secondary" className="shrink-0" aria-label={t("retryOf", { name })} onClick={onRetry}>
          <RotateCcw size={20} aria-hidden />
          <span className="max-sm:sr-only">{t("retry")}</span>
        </Button>
      )}
      {one.may_delete && (
        <IconButton
          label={t(isUnderWay(one) ? "cancelOf" : "deleteOf", { name })}
          icon={isUnderWay(one) ? <X size={20} aria-hidden /> : <Trash2 size={20} aria-hidden />}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

function State({ one, name }: { one: Export; name: string }) {
  const { t } = useTranslation("exports");
  switch (one.state) {
    case "waiting":
      return <p className="text-sm text-quiet">{t("state.waiting")}</p>;
    case "working":
      return (
        <>
          <Progress label={t("progressOf", { name })} value={one.progress} />
          <p className="text-sm text-quiet tabular">{t("state.working", { percent: formatPercent(Math.floor(one.progress * 100)) })}</p>
        </>
      );
    case "failed":
      return <p className="text-sm text-danger">{whyNot(t, one.reason)}</p>;
    case "ready":
      return (
        <p className="text-sm text-quiet">
          {formatSize(one.bytes ?? 0)}
          {one.keep_until && ` · ${t("state.kept", { day: formatDay(one.keep_until, viewerZone()) })}`}
        </p>
      );
  }
}
