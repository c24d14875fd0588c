import { Undo2, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";

import type { CodeFile } from "../files/code-files";

export function DeletedNote({ file, onUndo, onClose }: { file: CodeFile | null; onUndo: () => void; onClose: () => void }) {
  const { t } = useTranslation("code");
  return (
    <div role="status" className="empty:hidden">
      {file && (
        <div className="flex items-center gap-2 bg-attention-soft px-4 py-1 text-sm">
          <p className="min-w-0 flex-1">{t("deleted", { name: file.name })}</p>
          <Button variant="quiet" onClick={onUndo}>
            <Undo2 size={20} aria-hidden />
            {t("undo")}
          </Button>
          <IconButton label={t("close")} icon={<X size={20} aria-hidden />} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
