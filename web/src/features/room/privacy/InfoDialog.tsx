import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

interface InfoDialogProps {
  title: string;
  onClose: () => void;
  /** Puts the focus where it was, once the dialog has gone. */
  returnFocus: () => void;
  children: ReactNode;
}

/** Something to read at leisure, above the room; a sheet from below on a phone. The call goes on behind it. */
export function InfoDialog({ title, onClose, returnFocus, children }: InfoDialogProps) {
  const { t } = useTranslation("privacy");
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-slate-ink/60 animate-appear" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
          className="fixed inset-x-2 bottom-2 z-50 mx-auto flex max-h-[88dvh] max-w-lg flex-col gap-4 overflow-y-auto rounded-card bg-raised p-5 text-ink shadow-float animate-appear focus-visible:outline-none sm:inset-x-4 sm:top-[8vh] sm:bottom-auto sm:max-h-[84vh] sm:p-6"
        >
          <div className="flex items-start justify-between gap-3">
            <Dialog.Title className="pt-2 text-xl">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t("close")} icon={<X size={20} aria-hidden />} />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
