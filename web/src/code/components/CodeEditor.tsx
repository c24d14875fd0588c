import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Awareness } from "y-protocols/awareness";

import { createEditor, type Editor } from "../editor/create-editor";
import { cursorOf } from "../editor/leader";
import type { CodeFile, CodeFiles } from "../files/code-files";

interface CodeEditorProps {
  files: CodeFiles;
  file: CodeFile;
  awareness: Awareness;
  /** Whose cursor stays in sight, if anybody's: their client in the awareness. */
  leader: number | null;
  readOnly: boolean;
  /** Of a new file: it is there to be written in. */
  takesFocus: boolean;
  onRun: () => void;
}

/** One file's editor. Give it the file's id and name as its key: each file has an editor of its own. */
export function CodeEditor({ files, file, awareness, leader, readOnly, takesFocus, onRun }: CodeEditorProps) {
  const { t } = useTranslation("code");
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const runNow = useRef(onRun);
  useEffect(() => {
    runNow.current = onRun;
  });
  const { text, name } = file;
  const label = t("editor", { name });
  useEffect(() => {
    if (!place.current) return;
    const made = createEditor({
      parent: place.current,
      text,
      undo: files.undoOf(text),
      awareness,
      name,
      label,
      readOnly: true,
      onRun: () => runNow.current(),
    });
    editor.current = made;
    return () => made.destroy();
  }, [files, text, awareness, name, label]);
  useEffect(() => editor.current?.setReadOnly(readOnly), [readOnly, files, text, awareness, name, label]);
  useEffect(() => {
    if (leader === null) return;
    let shown: number | null = null;
    const show = () => {
      const at = cursorOf(awareness, leader, text);
      // Between two of the leader's steps everybody may scroll.
      if (at !== null && at !== shown) editor.current?.show(at);
      shown = at;
    };
    show();
    awareness.on("change", show);
    return () => awareness.off("change", show);
  }, [awareness, leader, text]);
  useEffect(() => {
    if (takesFocus) editor.current?.focus();
  }, [takesFocus, text, name]);
  return <div ref={place} className="min-h-0 flex-1 overflow-hidden" />;
}
