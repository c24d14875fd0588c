import type { ReactNode } from "react";

import { DialogFrame, DialogHeading } from "@/ui/DialogFrame";

interface InfoDialogProps {
  title: string;
  onClose: () => void;
  /** Puts the focus where it was, once the dialog has gone. */
  returnFocus: () => void;
  children: ReactNode;
}

/** Something to read at leisure, above the room; a sheet from below on a phone. The call goes on behind it. */
export function InfoDialog({ title, onClose, returnFocus, children }: InfoDialogProps) {
  return (
    <DialogFrame
      onClose={onClose}
      returnFocus={returnFocus}
      className="inset-x-2 bottom-2 max-h-[88dvh] max-w-lg gap-4 overflow-y-auto rounded-card p-5 sm:inset-x-4 sm:top-[8vh] sm:bottom-auto sm:max-h-[84vh] sm:p-6"
    >
      <DialogHeading title={title} />
      {children}
    </DialogFrame>
  );
}
