import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";

import { readExercises } from "@/run/exercises";
import type { Exercise as ExerciseLine } from "@/run/outputs";
import { Button } from "@/ui/Button";

import { createEditor } from "../editor/create-editor";
import type { CodeFile, CodeFiles } from "../files/code-files";

interface ExerciseProps {
  files: CodeFiles;
  file: CodeFile;
  tests: Y.Text;
  mayWrite: boolean;
  onTry: (exercises: ExerciseLine[]) => void;
}

/** The tests of a file, one a line, which everybody can read and try. */
export function Exercise({ files, file, tests, mayWrite, onTry }: ExerciseProps) {
  const { t } = useTranslation("code");
  const place = useRef<HTMLDivElement>(null);
  const label = t("exercise.editor", { name: file.name });
  const { name } = file;
  const tryNow = () => onTry(readExercises(tests.toJSON()));
  const latest = useRef(tryNow);
  useEffect(() => {
    latest.current = tryNow;
  });
  useEffect(() => {
    if (!place.current) return;
    const editor = createEditor({
      parent: place.current,
      text: tests,
      undo: files.undoOf(tests),
      awareness: null,
      name,
      label,
      readOnly: !mayWrite,
      onRun: () => latest.current(),
    });
    return () => editor.destroy();
  }, [files, tests, name, label, mayWrite]);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 pb-3">
      <p className="text-sm text-quiet">{t("exercise.help")}</p>
      <div ref={place} className="min-h-24 flex-1 overflow-hidden rounded-small border border-line" />
      <Button variant="secondary" className="self-start" onClick={tryNow}>
        {t("exercise.try")}
      </Button>
    </div>
  );
}
