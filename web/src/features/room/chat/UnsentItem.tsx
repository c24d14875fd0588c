import { Clock, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Markdown } from "@/ui/Markdown";
import { ProblemText } from "@/ui/ProblemNotice";

import { fromWire } from "../problems";
import { AttachmentList } from "./AttachmentList";
import type { ChatLog } from "./chat-log";
import type { Unsent } from "./outbox";
import type { Attachment } from "./uploads";

interface UnsentItemProps {
  log: ChatLog;
  message: Unsent;
  attachments: readonly Attachment[];
  isOpen: boolean;
  privately: string | null;
}

/** Written, and not there yet: on its way, waiting for the line, or refused. */
export function UnsentItem({ log, message, attachments, isOpen, privately }: UnsentItemProps) {
  const { t } = useTranslation("chat");
  const { clientId, text, problem } = message;
  // The file says why.
  const isStuck = problem === null && attachments.some((each) => each.problem !== null);
  return (
    <article className="rounded-card px-3 py-2 ring-1 ring-line ring-inset">
      <p className="font-semibold">{t("you")}</p>
      {privately && (
        <p className="flex items-center gap-1.5 text-sm font-semibold">
          <Lock size={14} aria-hidden />
          {privately}
        </p>
      )}
      {text && <Markdown text={text} />}
      <AttachmentList
        attachments={attachments}
        isOpen={isOpen}
        onRemove={(id) => log.detach(id)}
        onAgain={(id) => log.uploadAgain(id)}
      />
      {isStuck ? null : problem === null ? (
        <p className="mt-1 flex items-center gap-1.5 text-sm text-quiet">
          <Clock size={14} className="shrink-0" aria-hidden />
          {t(isOpen ? "unsent.sending" : "unsent.waiting")}
        </p>
      ) : (
        <div role="alert" className="mt-1 text-sm text-danger">
          <p className="font-semibold">{t("unsent.refused")}</p>
          <ProblemText problem={fromWire(problem)} />
        </div>
      )}
      {(problem !== null || isStuck || !isOpen) && (
        <div className="mt-2 flex flex-wrap gap-2">
          {problem !== null && (
            <Button variant="secondary" onClick={() => log.sendAgain(clientId)}>
              {t("unsent.again")}
            </Button>
          )}
          <Button variant="quiet" onClick={() => log.discard(clientId)}>
            {t("unsent.discard")}
          </Button>
        </div>
      )}
    </article>
  );
}
