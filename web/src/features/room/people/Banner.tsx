import { ChevronDown, ChevronUp } from "lucide-react";
import { Children, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";

import { usePlace } from "./banner-place";
import { useCut } from "./useCut";

interface BannerProps {
  icon: ReactNode;
  /** What matters first: of a long text a phone shows the beginning. */
  text: ReactNode;
  /** What else there is to know. */
  more?: ReactNode;
  tone?: "attention" | "danger";
  /** Read out somewhere else already. */
  silent?: boolean;
  /** Its button says that it was read: it has to be seen whole before. */
  toRead?: boolean;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A line above the stage that says what needs a decision. */
export function Banner({ icon, text, more, tone = "attention", silent = false, toRead = false, children }: BannerProps) {
  const { ref, place, isFirst, stack } = usePlace();
  const [words, isCut] = useCut<HTMLDivElement>();
  const actions = Children.toArray(children);
  // One answer stands beside its question. Between several one chooses when one has read all of it.
  const isAnswerable = actions.length === 1 && !toRead;
  const isLine = place === "line";
  const hasMore = isCut || Boolean(more) || (actions.length > 0 && !isAnswerable) || (stack?.banners.length ?? 0) > 1;
  return (
    <div
      ref={ref}
      role={silent ? undefined : "status"}
      data-banner={place}
      className={cx(
        place === "behind" ? "sr-only" : "mb-2 flex shrink-0 items-center gap-x-2 rounded-card",
        isLine ? "min-h-12 pr-1 pl-3" : "flex-wrap justify-end gap-y-2 px-4 py-2",
        tone === "danger" ? "bg-danger-soft" : "bg-attention-soft",
      )}
    >
      <div className={cx("flex min-h-9 min-w-0 flex-1 items-center gap-3", !isLine && "basis-60")}>
        <span className={cx("shrink-0", tone === "danger" ? "text-danger" : "text-yellow")}>{icon}</span>
        <div ref={words} className={cx("min-w-0", isLine && "truncate")}>
          {text}
          {more && <div className={cx(place !== "whole" && "sr-only")}>{more}</div>}
        </div>
      </div>
      {(place === "whole" || (isLine && isAnswerable)) && actions}
      {isFirst && stack?.toggle && (!isLine || hasMore) && <Toggle count={stack.banners.length} isFolded={isLine} onClick={stack.toggle} />}
    </div>
  );
}

interface ToggleProps {
  count: number;
  isFolded: boolean;
  onClick: () => void;
}

/** Where there is one line for all banners: shows all of them, and folds them up again. */
function Toggle({ count, isFolded, onClick }: ToggleProps) {
  const { t } = useTranslation("room");
  return (
    <button
      type="button"
      aria-label={t("banners.unfold", { count })}
      aria-expanded={!isFolded}
      className="inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center rounded-full font-semibold text-yellow tabular hover:bg-hover"
      onClick={onClick}
    >
      {isFolded && count > 1 && `+${count - 1}`}
      {isFolded ? <ChevronDown size={20} aria-hidden /> : <ChevronUp size={20} aria-hidden />}
    </button>
  );
}
