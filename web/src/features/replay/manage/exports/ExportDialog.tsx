import { useQuery } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { Button } from "@/ui/Button";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { type Export, exportsQuery, useExports } from "./api";
import { ExportList } from "./ExportList";
import { WishForm } from "./WishForm";

export interface ExportDialogProps {
  recordingId: string;
  durationMs: number;
  hasCaptions: boolean;
  /** Nothing of it is still to come. */
  isReady: boolean;
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null>;
}

/** A lesson to take along: as one film, as sound, as text, or everything in one file. */
export default function ExportDialog({ recordingId, durationMs, hasCaptions, isReady, onClose, returnTo }: ExportDialogProps) {
  const { t } = useTranslation("exports");
  const made = useQuery(exportsQuery(recordingId));
  const { begin, remove } = useExports(recordingId);
  const failed = begin.error ?? remove.error ?? made.error;
  const exports = made.data?.items ?? [];
  const again = async ({ id, kind, layout, height, may_delete }: Export) => {
    if (may_delete) await remove.mutateAsync(id);
    begin.mutate({ kind, layout: layout ?? "presentation", height: height === 1080 ? 1080 : 720 });
  };
  return (
    <TaskDialog title={t("title")} size="wide" onClose={onClose} returnTo={returnTo}>
      {failed && <ProblemNotice problem={asProblem(failed)} />}
      {exports.length > 0 && <ExportList exports={exports} newest={begin.data?.id ?? null} onRemove={({ id }) => remove.mutate(id)} onRetry={(one) => void again(one)} />}
      {isReady ? <WishForm {...{ durationMs, hasCaptions, onClose }} busy={begin.isPending} onBegin={begin.mutate} /> : <NotYet onClose={onClose} />}
    </TaskDialog>
  );
}

function NotYet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["exports", "common"]);
  return (
    <>
      <p>{t("exports:notYet")}</p>
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t("common:goBack")}
        </Button>
      </TaskButtons>
    </>
  );
}
