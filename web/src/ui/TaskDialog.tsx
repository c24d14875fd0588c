import { Dialog as Radix } from "radix-ui";
import type { ReactNode, RefObject } from "react";

import { cx } from "./cx";

interface TaskDialogProps {
  title: string;
  /** By Escape or the back gesture. A tap beside it does nothing: what was entered would be lost. */
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null> | undefined;
  /** Wide where things are chosen side by side. */
  size?: "normal" | "wide";
  /** Ends with its buttons. */
  children: ReactNode;
}

/** Something that is done step by step above a page; at the lower edge on a phone. */
export function TaskDialog({ title, onClose, returnTo, size = "normal", children }: TaskDialogProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-slate-ink/50 animate-appear" />
        <Radix.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            if (!returnTo) return;
            event.preventDefault();
            returnTo.current?.focus();
          }}
          className={cx(
            "fixed inset-x-4 bottom-4 z-50 mx-auto flex max-h-[88dvh] flex-col gap-4 scroll-pb-36 overflow-y-auto rounded-card bg-raised p-6 text-ink shadow-float animate-appear focus-visible:outline-none sm:bottom-auto",
            size === "wide" ? "max-w-xl sm:top-[6vh] sm:max-h-[88vh]" : "max-w-md sm:top-[14vh] sm:max-h-[76vh]",
          )}
        >
          <Radix.Title className="text-xl break-words">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The last one is the next step. They stay in sight, however long what is above them. */
export function TaskButtons({ children }: { children: ReactNode }) {
  return <div className="sticky -bottom-6 -mx-6 -mb-6 flex shrink-0 flex-col-reverse gap-3 border-t border-line bg-raised px-6 py-4 sm:flex-row sm:justify-end">{children}</div>;
}
