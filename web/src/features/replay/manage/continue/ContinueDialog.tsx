import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { formatDateTime, viewerZone } from "@/i18n/dates";
import type { DocumentName } from "@/replay/manifest";
import { Button, buttonClass } from "@/ui/Button";
import { ChoiceCards } from "@/ui/Choice";
import { FieldGroup } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { goOn, writableSessionsQuery } from "../api";

/** A page of the board or a file, as it was at a moment. */
export interface Moment {
  name: DocumentName;
  owner: string | null;
  /** The page's or file's id; null: the first one. */
  place: string | null;
  atMs: number;
  /** That, in words. */
  time: string;
}

export interface ContinueDialogProps {
  recordingId: string;
  moment: Moment;
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null>;
}

/** What was there at this second becomes a new page or file of a session that the person chooses. */
export default function ContinueDialog({ recordingId, moment, onClose, returnTo }: ContinueDialogProps) {
  const { t } = useTranslation(["replay", "common"]);
  const { id } = useUser();
  const { name, owner, place, atMs, time } = moment;
  const sessions = useQuery(writableSessionsQuery(id));
  const [chosen, setChosen] = useState<string | null>(null);
  const target = chosen ?? sessions.data?.[0]?.id ?? null;
  const take = useMutation({
    mutationFn: (to: string) => goOn(recordingId, name, { to_session_id: to, at_ms: atMs, owner, place }),
  });
  const failed = take.error ?? sessions.error;
  return (
    <TaskDialog title={t(`replay:continue.title.${name}`)} onClose={onClose} returnTo={returnTo}>
      <p className="text-quiet">{t(`replay:continue.text.${name}`, { time })}</p>
      {failed && <ProblemNotice problem={asProblem(failed)} />}
      {take.data ? (
        <p role="status">{t(`replay:continue.done.${name}`)}</p>
      ) : sessions.data?.length === 0 ? (
        <p>{t("replay:continue.none")}</p>
      ) : (
        <FieldGroup legend={t("replay:continue.where")}>
          <ChoiceCards
            name="session"
            className="sm:grid-cols-1!"
            value={target}
            options={(sessions.data ?? []).map((session) => ({
              value: session.id,
              label: session.title,
              help: session.status === "live" ? t("replay:continue.live") : formatDateTime(session.starts_at, viewerZone()),
            }))}
            onChange={setChosen}
          />
        </FieldGroup>
      )}
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t("common:goBack")}
        </Button>
        {take.data ? (
          <Link to={`/sessions/$sessionId/${name}`} params={{ sessionId: take.data.session_id }} search={{ place: take.data.place }} className={buttonClass()}>
            {t(`replay:continue.open.${name}`)}
          </Link>
        ) : (
          target && (
            <Button busy={take.isPending && t("replay:continue.busy")} onClick={() => take.mutate(target)}>
              {t("replay:continue.take")}
            </Button>
          )
        )}
      </TaskButtons>
    </TaskDialog>
  );
}
