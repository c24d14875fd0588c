import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { ChoiceCards, Segmented } from "@/ui/Choice";
import { FieldGroup } from "@/ui/Field";
import { TaskButtons } from "@/ui/TaskDialog";
import { cx } from "@/ui/cx";

import type { ExportKind, ExportWish, Height, Layout } from "./api";
import { LayoutPicture } from "./LayoutPicture";
import { howLong } from "./words";

const LAYOUTS: readonly Layout[] = ["presentation", "speaker", "grid"];
const HEIGHTS = ["720", "1080"] as const;

interface WishFormProps {
  durationMs: number;
  hasCaptions: boolean;
  busy: boolean;
  onBegin: (wish: ExportWish) => void;
  onClose: () => void;
}

/** What to take along, and how it shall look. */
export function WishForm({ durationMs, hasCaptions, busy, onBegin, onClose }: WishFormProps) {
  const { t } = useTranslation(["exports", "common"]);
  const [kind, setKind] = useState<ExportKind>("video");
  const [layout, setLayout] = useState<Layout>("presentation");
  const [height, setHeight] = useState<(typeof HEIGHTS)[number]>("720");
  const kinds: ExportKind[] = ["video", "audio", "chapters", ...(hasCaptions ? ["captions" as const] : []), "bundle"];
  const begin = () => onBegin({ kind, layout, height: Number(height) as Height });
  return (
    <>
      <FieldGroup legend={t("exports:what")}>
        <ChoiceCards
          name="kind"
          // An odd one takes a row of its own, and with it fewer lines.
          className="sm:[&>label:last-child:nth-child(odd)]:col-span-full"
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`exports:kind.${value}.name`), help: t(`exports:kind.${value}.help`) }))}
          onChange={setKind}
        />
      </FieldGroup>
      {kind === "video" && (
        <>
          <FieldGroup legend={t("exports:look")}>
            <Layouts value={layout} onChange={setLayout} />
          </FieldGroup>
          <FieldGroup legend={t("exports:size")}>
            <Segmented name="height" value={height} options={HEIGHTS.map((value) => ({ value, label: t(`exports:height.${value}`) }))} onChange={setHeight} />
          </FieldGroup>
        </>
      )}
      <TaskButtons above={<p className="text-quiet">{howLong(t, kind, durationMs)}</p>}>
        <Button variant="secondary" onClick={onClose}>
          {t("common:goBack")}
        </Button>
        <Button busy={busy && t("exports:busy")} onClick={begin}>
          {t(`exports:kind.${kind}.make`)}
        </Button>
      </TaskButtons>
    </>
  );
}

function Layouts({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  const { t } = useTranslation("exports");
  return (
    <div className="grid grid-cols-3 gap-2 sm:gap-3">
      {LAYOUTS.map((layout) => (
        <label
          key={layout}
          className={cx(
            "relative flex cursor-pointer flex-col gap-1.5 rounded-card p-2 transition-shadow",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            layout === value ? "ring-2 ring-accent" : "ring-1 ring-input hover:ring-ink/70",
          )}
        >
          <input type="radio" name="layout" value={layout} checked={layout === value} onChange={() => onChange(layout)} className="sr-only" />
          <LayoutPicture layout={layout} />
          <span className="text-center text-sm leading-tight font-semibold first-letter:uppercase">{t(`layout.${layout}`)}</span>
        </label>
      ))}
    </div>
  );
}
