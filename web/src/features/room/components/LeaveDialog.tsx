import { AlertDialog } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";

interface LeaveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeave: () => void;
  onEnd: () => Promise<unknown>;
}

/** For whoever may end the session: only leaving, and ending it for everyone, are two things. */
export function LeaveDialog({ open, onOpenChange, onLeave, onEnd }: LeaveDialogProps) {
  const { t } = useTranslation("room");
  const [ending, setEnding] = useState(false);

  async function end() {
    setEnding(true);
    await onEnd();
    // Still here only when it failed; the room says why.
    setEnding(false);
    onOpenChange(false);
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-slate-ink/60 animate-appear" />
        <AlertDialog.Content className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-lg flex-col gap-4 rounded-card bg-raised p-6 text-ink shadow-float animate-appear sm:top-[28vh] sm:bottom-auto">
          <AlertDialog.Title className="text-xl">{t("leave.title")}</AlertDialog.Title>
          <AlertDialog.Description className="text-quiet">{t("leave.text")}</AlertDialog.Description>
          <div className="mt-2 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button variant="quiet">{t("leave.stay")}</Button>
            </AlertDialog.Cancel>
            <Button variant="secondary" onClick={onLeave}>
              {t("leave.leave")}
            </Button>
            <Button variant="danger" data-end busy={ending ? t("leave.ending") : undefined} onClick={() => void end()}>
              {t("leave.end")}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
