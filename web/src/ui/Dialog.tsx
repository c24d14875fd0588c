import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problem";

import { Button } from "./Button";
import { ProblemNotice } from "./ProblemNotice";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and what it means for others. */
  children: ReactNode;
  action: string;
  busy: string | false;
  danger?: boolean;
  problem?: Problem | null;
  onConfirm: () => void;
  /** Has the focus once it is closed. By default what had it before: where that was in a menu, it is gone. */
  returnTo?: RefObject<HTMLElement | null>;
}

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  action,
  busy,
  danger = false,
  problem,
  onConfirm,
  returnTo,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-slate-ink/50 animate-appear" />
        <Radix.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Left to itself it would look for a trigger of its own, and lose the focus.
            event.preventDefault();
            const focused = returnTo ? returnTo.current : opener.current;
            if (focused instanceof HTMLElement) focused.focus();
          }}
          className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md flex-col gap-4 rounded-card bg-raised p-6 text-ink shadow-float animate-appear sm:top-[28vh] sm:bottom-auto"
        >
          <Radix.Title className="text-xl">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-quiet">{children}</div>
          </Radix.Description>
          {problem && <ProblemNotice problem={problem} />}
          <div className="mt-2 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button variant="secondary">{t("goBack")}</Button>
            </Radix.Cancel>
            <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
