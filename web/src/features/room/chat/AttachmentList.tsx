import { RotateCcw, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatSize } from "@/i18n/sizes";
import { IconButton } from "@/ui/Button";
import { FileIcon } from "@/ui/FileIcon";
import { Progress } from "@/ui/Progress";
import { ProblemText } from "@/ui/ProblemNotice";

import { fromWire } from "../problems";
import { type Attachment, LOST, TOO_LARGE } from "./uploads";

interface AttachmentListProps {
  attachments: readonly Attachment[];
  isOpen: boolean;
  onRemove: (id: string) => void;
  onAgain: (id: string) => void;
}

/** What goes with a message that is not sent yet: how far each has come, and what to do about those that do not. */
export function AttachmentList({ attachments, isOpen, onRemove, onAgain }: AttachmentListProps) {
  const { t } = useTranslation("chat");
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("files.attached")} className="flex flex-col gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="rounded-small bg-hover">
          <div className="flex items-center gap-2 pl-3">
            {attachment.preview ? (
              <img src={attachment.preview} alt="" className="size-8 shrink-0 rounded-small object-cover" />
            ) : (
              <FileIcon type={attachment.file?.type ?? ""} />
            )}
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm" title={attachment.name}>
                {attachment.name}
              </span>
              <State attachment={attachment} isOpen={isOpen} />
            </span>
            {attachment.problem && mayGoAgain(attachment.problem.code) && (
              <IconButton
                label={t("files.again", { name: attachment.name })}
                icon={<RotateCcw size={18} aria-hidden />}
                onClick={() => onAgain(attachment.id)}
              />
            )}
            <IconButton
              label={t(attachment.file || attachment.problem ? "files.remove" : "files.cancel", { name: attachment.name })}
              icon={<X size={18} aria-hidden />}
              onClick={() => onRemove(attachment.id)}
            />
          </div>
          {attachment.problem && (
            <div role="alert" className="px-3 pb-2 text-sm text-danger">
              <Trouble problem={attachment.problem} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function State({ attachment: { name, size, progress, file, problem }, isOpen }: Pick<AttachmentListProps, "isOpen"> & { attachment: Attachment }) {
  const { t } = useTranslation("chat");
  if (file || problem) return <span className="block text-sm text-quiet tabular">{formatSize(size)}</span>;
  if (!isOpen) return <span className="block text-sm text-quiet">{t("files.waiting")}</span>;
  return (
    <Progress label={t("files.progress", { name })} value={progress} />
  );
}

function Trouble({ problem }: { problem: NonNullable<Attachment["problem"]> }) {
  const { t } = useTranslation("chat");
  if (problem.code === LOST.code) return <p>{t("files.lost")}</p>;
  if (problem.code === TOO_LARGE.code) return <p>{t("files.tooLarge", { size: formatSize(problem.largestBytes ?? 0) })}</p>;
  // The server's own sentence says what to do, also where the fault is its own.
  if (problem.detail) return <p>{problem.detail}</p>;
  return <ProblemText problem={fromWire(problem)} />;
}

/** What is wrong with the file itself stays wrong. */
function mayGoAgain(code: string): boolean {
  return ![LOST.code, TOO_LARGE.code, "empty_file", "file_type_not_accepted", "file_too_large"].includes(code);
}
