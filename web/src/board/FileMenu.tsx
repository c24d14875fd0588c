import { BookImage, Copy, Download, FileDown, FileStack, FileUp, Image, Shapes } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentState, SharedDocument } from "@/documents/shared-document";
import { IconButton } from "@/ui/Button";
import { useCopy } from "@/ui/CopyField";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

import type { BoardDocument, BoardPage } from "./board-document";
import { exportPage, type FileKind, importPage, NotABoard } from "./files/page-files";
import { PdfDialog } from "./files/PdfDialog";
import { isPdf } from "./files/PdfDrop";
import { elementsOf } from "./files/page-picture";
import { PdfOutDialog } from "./files/PdfOutDialog";
import { save } from "./files/save";
import { wordsOn } from "./files/words";

interface FileMenuProps {
  board: BoardDocument;
  document: SharedDocument;
  state: DocumentState;
  page: BoardPage | undefined;
  title: string;
  onPage: (id: string) => void;
}

/** Takes pages out as files, and their words to the clipboard, and brings files in. */
export function FileMenu({ board, document, state, page, title, onPage }: FileMenuProps) {
  const { t } = useTranslation("board");
  const button = useRef<HTMLButtonElement>(null);
  const pageInput = useRef<HTMLInputElement>(null);
  const pdfInput = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pdf, setPdf] = useState<File | null>(null);
  const [savesAll, setSavesAll] = useState(false);
  const [copying, copy] = useCopy();
  if (!page) return null;

  async function take(kind: FileKind) {
    if (!page) return;
    setProblem(null);
    try {
      save(await exportPage(board, page, kind), `${page.name || title}.${kind}`);
    } catch {
      setProblem(t("files.notSaved"));
    }
  }

  async function bring(file: File) {
    setProblem(null);
    if (isPdf(file)) return setPdf(file);
    if (!page) return;
    try {
      onPage(importPage(board, page.id, file.name.replace(/\.excalidraw$/i, ""), await file.text()));
    } catch (error) {
      if (!(error instanceof NotABoard)) throw error;
      setProblem(t("files.notABoard"));
    }
  }

  function copyWords() {
    if (!page) return;
    setProblem(null);
    const words = wordsOn(elementsOf(board, page.id));
    if (words === "") setProblem(t("files.noWords"));
    else copy(words);
  }

  return (
    <>
      <Menu trigger={<IconButton ref={button} label={t("files.menu")} icon={<Download size={20} aria-hidden />} />}>
        <MenuItem icon={<Image size={20} aria-hidden />} onSelect={() => void take("png")}>
          {t("files.png")}
        </MenuItem>
        <MenuItem icon={<Shapes size={20} aria-hidden />} onSelect={() => void take("svg")}>
          {t("files.svg")}
        </MenuItem>
        <MenuItem icon={<FileDown size={20} aria-hidden />} onSelect={() => void take("excalidraw")}>
          {t("files.excalidraw")}
        </MenuItem>
        <MenuItem icon={<FileStack size={20} aria-hidden />} onSelect={() => setSavesAll(true)}>
          {t("pdf.outItem")}
        </MenuItem>
        {/* Where one may only look, nothing can be selected: Excalidraw moves the page instead. */}
        <MenuItem icon={<Copy size={20} aria-hidden />} onSelect={copyWords}>
          {t("files.copyWords")}
        </MenuItem>
        {state.mayWrite && (
          <>
            <MenuSeparator />
            <MenuItem icon={<FileUp size={20} aria-hidden />} onSelect={() => pageInput.current?.click()}>
              {t("files.import")}
            </MenuItem>
            <MenuItem icon={<BookImage size={20} aria-hidden />} onSelect={() => pdfInput.current?.click()}>
              {t("pdf.in")}
            </MenuItem>
          </>
        )}
      </Menu>
      <FileInput ref={pageInput} accept=".excalidraw,application/json" label={t("files.import")} onFile={(file) => void bring(file)} />
      <FileInput ref={pdfInput} accept=".pdf,application/pdf" label={t("pdf.in")} onFile={setPdf} />
      {pdf && <PdfDialog {...{ board, document, onPage }} file={pdf} behind={page.id} returnTo={button} onClose={() => setPdf(null)} />}
      {savesAll && <PdfOutDialog board={board} title={title} returnTo={button} onClose={() => setSavesAll(false)} />}
      {copying !== "idle" && (
        <p ref={comeIntoView} role="status" className="max-w-[calc(100vw-8rem)] px-2 text-sm text-quiet">
          {t(copying === "copied" ? "files.wordsCopied" : "files.wordsNotCopied")}
        </p>
      )}
      {problem && (
        <p ref={comeIntoView} role="alert" className="max-w-[calc(100vw-8rem)] px-2 text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}

/** The bar may be longer than its place. */
function comeIntoView(words: HTMLElement | null): void {
  words?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

interface FileInputProps {
  ref: React.Ref<HTMLInputElement>;
  accept: string;
  label: string;
  onFile: (file: File) => void;
}

function FileInput({ ref, accept, label, onFile }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      aria-label={label}
      className="hidden"
      onChange={({ target }) => {
        const [file] = target.files ?? [];
        target.value = "";
        if (file) onFile(file);
      }}
    />
  );
}
