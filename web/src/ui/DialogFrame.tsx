import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";
import { cx } from "./cx";

interface DialogFrameProps extends Omit<ComponentProps<typeof Radix.Content>, "onCloseAutoFocus"> {
  onClose: () => void;
  /** Puts the focus where it belongs afterwards. By default what had it before has it again. */
  returnFocus?: (() => void) | undefined;
  /** Where it stands and how large it is: its place, width, height, corners. */
  className: string;
  /** Begins with its title. */
  children: ReactNode;
}

/** Something above a page, which is dimmed meanwhile. Closed by Escape, and by a tap beside it unless that is held back. */
export function DialogFrame({ onClose, returnFocus, className, children, ...content }: DialogFrameProps) {
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-slate-ink/60 animate-appear" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            // Left to itself it would look for a trigger of its own, and lose the focus.
            event.preventDefault();
            if (returnFocus) returnFocus();
            else if (opener instanceof HTMLElement) opener.focus();
          }}
          className={cx("fixed z-50 mx-auto flex flex-col bg-raised text-ink shadow-float animate-appear focus-visible:outline-none", className)}
          {...content}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogTitle({ children }: { children: ReactNode }) {
  return <Radix.Title className="min-w-0 text-xl break-words">{children}</Radix.Title>;
}

/** A title with a cross beside it, for a dialog that one reads or leaves at any time. */
export function DialogHeading({ title, className }: { title: string; className?: string }) {
  const { t } = useTranslation();
  return (
    <div className={cx("flex items-center justify-between gap-3", className)}>
      <DialogTitle>{title}</DialogTitle>
      <Radix.Close asChild>
        <IconButton label={t("close")} icon={<X size={20} aria-hidden />} />
      </Radix.Close>
    </div>
  );
}
