import { Download, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, type Problem } from "@/api/problem";
import { formatSize } from "@/i18n/sizes";

import { IconButton } from "./Button";
import { FileIcon } from "./FileIcon";
import { ProblemText } from "./ProblemNotice";

export interface SharedFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** In pixels; null if it is no picture to be shown. */
  width: number | null;
  height: number | null;
}

interface SharedFilesProps {
  files: readonly SharedFile[];
  /** Asks for the address of one; it is good for a few minutes. Fails with a Problem. */
  linkTo: (fileId: string) => Promise<string>;
}

/** What was sent with a message: pictures to look at, everything to download. Its texts are those of the chat. */
export function SharedFiles({ files, linkTo }: SharedFilesProps) {
  const { t } = useTranslation("chat");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("files.list")} className="mt-2 flex flex-col gap-2">
      {files.map((file) => (
        <li key={file.id}>
          {file.width !== null && file.height !== null && (
            <Picture file={file} width={file.width} height={file.height} linkTo={linkTo} />
          )}
          <Row file={file} linkTo={linkTo} />
        </li>
      ))}
    </ul>
  );
}

function Row({ file, linkTo }: { file: SharedFile } & Pick<SharedFilesProps, "linkTo">) {
  const { t } = useTranslation("chat");
  const [problem, setProblem] = useState<Problem | null>(null);

  async function download() {
    setProblem(null);
    try {
      const link = document.createElement("a");
      link.href = await linkTo(file.id);
      link.download = file.name;
      link.click();
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <>
      <div className="flex items-center gap-2 rounded-small bg-hover pl-3">
        <FileIcon type={file.type} />
        <span className="min-w-0 flex-1 truncate text-sm" title={file.name}>
          {file.name}
        </span>
        <span className="shrink-0 text-sm text-quiet tabular">{formatSize(file.size)}</span>
        <IconButton
          label={t("files.download", { name: file.name })}
          icon={<Download size={18} aria-hidden />}
          onClick={() => void download()}
        />
      </div>
      {problem && (
        <div role="alert" className="mt-1 text-sm text-danger">
          <ProblemText problem={problem} />
        </div>
      )}
    </>
  );
}

interface PictureProps extends Pick<SharedFilesProps, "linkTo"> {
  file: SharedFile;
  width: number;
  height: number;
}

function Picture({ file, width, height, linkTo }: PictureProps) {
  const { t } = useTranslation("chat");
  const { id, name } = file;
  const [link, setLink] = useState<string | null>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    let isWanted = true;
    linkTo(id).then(
      (found) => isWanted && setLink(found),
      () => isWanted && setAttempts(MOST_ATTEMPTS),
    );
    return () => {
      isWanted = false;
    };
  }, [id, linkTo, attempts]);

  // The row below it says what is wrong, when somebody asks for the file.
  if (attempts >= MOST_ATTEMPTS && link === null) return null;
  /** A link that is older than a few minutes is dead. */
  const again = () => attempts < MOST_ATTEMPTS && setAttempts(attempts + 1);
  return (
    <Dialog.Root>
      <Dialog.Trigger
        aria-label={t("files.open", { name })}
        className="mb-1 block max-w-full overflow-hidden rounded-small bg-hover"
        // Its place is there before the picture is; a picture is never blown up.
        style={{ width: `min(100%, ${Math.min(width, (LARGEST_THUMBNAIL * width) / height)}px)`, aspectRatio: `${width} / ${height}` }}
      >
        {link && <img src={link} alt={name} className="size-full object-contain" onError={again} />}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-slate-ink/90 animate-appear" />
        <Dialog.Content
          aria-describedby={undefined}
          // Escape closes the picture, not the panel that it was opened from.
          onKeyDown={(event) => event.stopPropagation()}
          className="fixed inset-0 z-50 flex flex-col gap-2 p-4 animate-appear"
        >
          <div className="flex items-center gap-3 self-stretch rounded-card bg-raised pl-4 text-ink">
            <Dialog.Title className="min-w-0 flex-1 truncate text-base">{name}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t("files.close")} icon={<X size={20} aria-hidden />} />
            </Dialog.Close>
          </div>
          {link && <img src={link} alt={name} className="min-h-0 w-full flex-1 object-contain" onError={again} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** CSS pixels. */
const LARGEST_THUMBNAIL = 200;
const MOST_ATTEMPTS = 2;
