import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { DialogFrame, DialogHeading } from "@/ui/DialogFrame";

interface MathematicsFrameProps {
  title: string;
  action: string;
  onDone: () => void;
  onClose: () => void;
  returnFocus: () => void;
  /** Escape means something else at the moment. */
  keepsEscape?: () => boolean;
  /** Below the buttons: a keyboard. */
  below?: ReactNode;
  children: ReactNode;
}

/** Over the board; a sheet from below on a phone, with the buttons always in sight. */
export function MathematicsFrame({ title, action, onDone, onClose, returnFocus, keepsEscape, below, children }: MathematicsFrameProps) {
  const { t } = useTranslation();
  return (
    <DialogFrame
      onClose={onClose}
      returnFocus={returnFocus}
      // The room's keys must be silent while something is written.
      data-own-keys
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).querySelector<HTMLElement>("math-field, textarea, input:not([type=radio])")?.focus();
      }}
      onInteractOutside={(event) => event.preventDefault()}
      onEscapeKeyDown={(event) => keepsEscape?.() && event.preventDefault()}
      className="inset-x-0 bottom-0 max-h-[96dvh] max-w-3xl overflow-hidden rounded-t-card sm:inset-x-4 sm:top-[4vh] sm:bottom-auto sm:max-h-[92vh] sm:rounded-card"
    >
      <DialogHeading title={title} className="px-4 pt-2 sm:px-6 sm:pt-4" />
      <form
        noValidate
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          // Portals pass their events on to where they were opened.
          event.stopPropagation();
          onDone();
        }}
      >
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-4 py-3 sm:px-6">{children}</div>
        <div className="flex justify-end gap-3 px-4 pt-1 pb-3 sm:px-6 sm:pb-5">
          <Button variant="secondary" onClick={onClose}>
            {t("goBack")}
          </Button>
          <Button type="submit">{action}</Button>
        </div>
      </form>
      {below}
    </DialogFrame>
  );
}
