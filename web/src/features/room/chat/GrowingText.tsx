import { type ComponentProps, type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";
import { controlClass } from "@/ui/inputs";

import { lengthOf, LONGEST_TEXT } from "./text";

/** From here on it is worth knowing how much room is left. */
const COUNT_FROM = LONGEST_TEXT - 400;

interface GrowingTextProps extends Omit<ComponentProps<"textarea">, "value" | "onChange" | "onSubmit"> {
  value: string;
  onValue: (value: string) => void;
  /** Enter; Shift and Enter make a new line. */
  onSubmit: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** A text field as tall as what is in it, up to a point. */
export function GrowingText({ value, onValue, onSubmit, field, className, ...rest }: GrowingTextProps) {
  const { t } = useTranslation("chat");
  useLayoutEffect(() => fit(field.current), [value, field]);

  function onKeyDown(event: KeyboardEvent) {
    // Enter also accepts what an input method proposes.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  }

  const left = LONGEST_TEXT - lengthOf(value);
  const isNearEnd = lengthOf(value) >= COUNT_FROM;
  return (
    <div className="min-w-0 flex-1">
      <textarea
        ref={field}
        rows={1}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        onKeyDown={onKeyDown}
        aria-invalid={left < 0 || undefined}
        className={cx(controlClass, "block max-h-40 resize-none py-2.5 leading-normal", className)}
        {...rest}
      />
      {isNearEnd && (
        <p role="status" className={cx("mt-1 text-sm tabular", left < 0 ? "text-danger" : "text-quiet")}>
          {left < 0 ? t("composer.tooLong", { count: -left }) : t("composer.left", { count: left })}
        </p>
      )}
    </div>
  );
}

function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
