import { Download, FileDown, FileUp, Image, Shapes } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentState } from "@/documents/shared-document";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

import type { BoardDocument, BoardPage } from "./board-document";
import { exportPage, type FileKind, importPage, NotABoard, save } from "./exports";

interface FileMenuProps {
  board: BoardDocument;
  state: DocumentState;
  page: BoardPage | undefined;
  title: string;
  onPage: (id: string) => void;
}

/** Takes a page out as a file, and brings one in. */
export function FileMenu({ board, state, page, title, onPage }: FileMenuProps) {
  const { t } = useTranslation("board");
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (!page) return null;

  async function take(kind: FileKind) {
    if (!page) return;
    setProblem(null);
    try {
      save(await exportPage(board, page.id, page.background, kind), `${page.name || title}.${kind}`);
    } catch {
      setProblem(t("files.notSaved"));
    }
  }

  async function bring(file: File) {
    if (!page) return;
    setProblem(null);
    try {
      onPage(importPage(board, page.id, file.name.replace(/\.excalidraw$/i, ""), await file.text()));
    } catch (error) {
      if (!(error instanceof NotABoard)) throw error;
      setProblem(t("files.notABoard"));
    }
  }

  return (
    <>
      <Menu trigger={<IconButton label={t("files.menu")} icon={<Download size={20} aria-hidden />} />}>
        <MenuItem icon={<Image size={20} aria-hidden />} onSelect={() => void take("png")}>
          {t("files.png")}
        </MenuItem>
        <MenuItem icon={<Shapes size={20} aria-hidden />} onSelect={() => void take("svg")}>
          {t("files.svg")}
        </MenuItem>
        <MenuItem icon={<FileDown size={20} aria-hidden />} onSelect={() => void take("excalidraw")}>
          {t("files.excalidraw")}
        </MenuItem>
        {state.mayWrite && (
          <>
            <MenuSeparator />
            <MenuItem icon={<FileUp size={20} aria-hidden />} onSelect={() => input.current?.click()}>
              {t("files.import")}
            </MenuItem>
          </>
        )}
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".excalidraw,application/json"
        aria-label={t("files.import")}
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          if (file) void bring(file);
        }}
      />
      {problem && (
        <p role="alert" className="px-2 text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
