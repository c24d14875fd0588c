import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Recording } from "@/api/types";
import { IconButton } from "@/ui/Button";

import { ExportDialog } from "./lazy";

/** In the list of recordings. */
export function ExportButton({ recording: { id, title, duration_ms, captions, state } }: { recording: Recording }) {
  const { t } = useTranslation("replay");
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton ref={button} label={t("manage.export.of", { title })} icon={<Download size={20} aria-hidden />} onClick={() => setIsOpen(true)} />
      {isOpen && <ExportDialog recordingId={id} durationMs={duration_ms} hasCaptions={captions.length > 0} isReady={state === "ready"} onClose={() => setIsOpen(false)} returnTo={button} />}
    </>
  );
}
