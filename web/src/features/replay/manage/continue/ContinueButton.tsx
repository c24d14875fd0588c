import { CornerUpRight } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";

import { ContinueDialog } from "../lazy";
import type { Moment } from "./ContinueDialog";

interface ContinueButtonProps {
  recordingId: string;
  /** What is shown just now. */
  moment: () => Moment;
}

/** In the bar of a board or of files as they were. */
export function ContinueButton({ recordingId, moment }: ContinueButtonProps) {
  const { t } = useTranslation("replay");
  const [taken, setTaken] = useState<Moment | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={button} variant="quiet" className="shrink-0 px-3!" aria-label={t("continue.action")} title={t("continue.action")} onClick={() => setTaken(moment())}>
        <CornerUpRight size={20} aria-hidden />
        <span className="max-md:hidden">{t("continue.action")}</span>
      </Button>
      {taken && <ContinueDialog recordingId={recordingId} moment={taken} onClose={() => setTaken(null)} returnTo={button} />}
    </>
  );
}
