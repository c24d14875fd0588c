import type { ReactNode, RefObject } from "react";

import { cx } from "./cx";
import { DialogFrame, DialogTitle } from "./DialogFrame";

interface TaskDialogProps {
  title: string;
  /** By Escape or the back gesture. A tap beside it does nothing: what was entered would be lost. */
  onClose: () => void;
  /** Has the focus once it is closed. By default what had it before: where that was in a menu, it is gone. */
  returnTo?: RefObject<HTMLElement | null> | undefined;
  /** Wide where things are chosen side by side. */
  size?: "normal" | "wide";
  /** Ends with its buttons. */
  children: ReactNode;
}

/** Something that is done step by step above a page; at the lower edge on a phone. */
export function TaskDialog({ title, onClose, returnTo, size = "normal", children }: TaskDialogProps) {
  return (
    <DialogFrame
      onClose={onClose}
      returnFocus={returnTo && (() => returnTo.current?.focus())}
      onInteractOutside={(event) => event.preventDefault()}
      className={cx(
        "inset-x-4 bottom-4 max-h-[88dvh] gap-4 scroll-pb-36 overflow-y-auto rounded-card p-6 sm:bottom-auto",
        size === "wide" ? "max-w-xl sm:top-[6vh] sm:max-h-[88vh]" : "max-w-md sm:top-[14vh] sm:max-h-[76vh]",
      )}
    >
      <DialogTitle>{title}</DialogTitle>
      {children}
    </DialogFrame>
  );
}

interface TaskButtonsProps {
  /** What one wants to know before pressing one. */
  above?: ReactNode;
  children: ReactNode;
}

/** The last one is the next step. They stay in sight, however long what is above them. */
export function TaskButtons({ above, children }: TaskButtonsProps) {
  return (
    <div className="sticky -bottom-6 -mx-6 -mb-6 flex shrink-0 flex-col gap-3 border-t border-line bg-raised px-6 py-4">
      {above}
      <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">{children}</div>
    </div>
  );
}
