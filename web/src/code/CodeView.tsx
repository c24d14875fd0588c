import "./code.css";

import { type CSSProperties, type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { compiler } from "@/run/compiled/compiler";
import { isCompiled } from "@/run/runners";

import { Begin } from "./components/Begin";
import { CodeEditor } from "./components/CodeEditor";
import { DeletedNote } from "./components/DeletedNote";
import { FileBar } from "./components/FileBar";
import { tabId } from "./components/FileTabs";
import { RunPanel } from "./components/RunPanel";
import { Toolbar } from "./components/Toolbar";
import type { CodeFile } from "./files/code-files";
import { useFontSize } from "./font-size";
import { type CodeSource, useFiles, usePeople, useRuns } from "./useCode";
import { mayRun, useRunning } from "./useRunning";

interface CodeViewProps {
  source: CodeSource;
  /** The document is here: what is not in it does not exist. */
  isLoaded: boolean;
  /** The ids of those who lead. */
  ledBy: readonly string[];
  /** The file to show: whenever it becomes another one, it is opened. */
  turnedTo?: string | null;
  /** It is shown as it was once. */
  isPast?: boolean;
  /** More buttons for the bar. */
  children?: ReactNode;
}

/** Files in tabs, the editor, and beside it (on a narrow screen: below it) what the program shows. */
export function CodeView({ source, isLoaded, ledBy, turnedTo = null, isPast = false, children }: CodeViewProps) {
  const { t } = useTranslation("code");
  const { awareness, mayWrite } = source;
  const { id, name } = source.me;
  const [files, list] = useFiles(source.doc);
  const runs = useRuns(files, source);
  const people = usePeople(awareness);
  const [{ chosen, isNew }, setChosen] = useState<{ chosen: string | null; isNew: boolean }>({ chosen: null, isNew: false });
  const choose = (id: string | null) => setChosen({ chosen: id, isNew: false });
  const begin = (id: string) => setChosen({ chosen: id, isNew: true });
  const [deleted, setDeleted] = useState<CodeFile | null>(null);
  const [size, setSize] = useFontSize();
  const file = list.find((candidate) => candidate.id === chosen) ?? list[0];
  const fileId = file?.id;
  const running = useRunning(file?.name ?? "", mayWrite);
  const reasonId = useId();
  // The server puts the name and colour that it knows in the place of these.
  useEffect(() => awareness.setLocalStateField("user", { id, name }), [awareness, id, name]);
  useEffect(() => awareness.setLocalStateField("file", fileId ?? null), [awareness, fileId]);
  const leader = people.find((person) => ledBy.includes(person.id) && person.file !== null);
  const ledTo = leader?.file;
  // Whoever looks elsewhere meanwhile comes back with the leader's next step.
  useEffect(() => {
    if (ledTo) setChosen({ chosen: ledTo, isNew: false });
  }, [ledTo]);
  useEffect(() => {
    if (turnedTo) setChosen({ chosen: turnedTo, isNew: false });
  }, [turnedTo]);

  const remove = () => {
    setDeleted(file ?? null);
    files.delete(fileId ?? "");
  };
  const undo = () => {
    files.undoDelete();
    choose(deleted?.id ?? null);
    setDeleted(null);
  };
  const deletedNote = <DeletedNote file={deleted} onUndo={undo} onClose={() => setDeleted(null)} />;
  if (!isLoaded && !file) return <p className="p-6 text-quiet">{t("loading")}</p>;
  if (!file) {
    return (
      <>
        {deletedNote}
        {children && !isPast && <div className="flex justify-end p-1">{children}</div>}
        <Begin mayWrite={mayWrite} isPast={isPast} onBegin={(first, text) => begin(files.add(first, text))} />
      </>
    );
  }

  const run = async () => {
    if (!mayRun(running)) return;
    if (isCompiled(file.name) && !(await compiler.want())) return;
    await runs.run(file);
  };
  return (
    <div className="@container flex min-h-0 flex-1 flex-col bg-ground text-ink" style={{ "--code-size": `${size}px` } as CSSProperties}>
      <div className="flex flex-wrap items-center gap-x-2 border-b border-line">
        <FileBar files={files} list={list} file={file} people={people} mayWrite={mayWrite} onChoose={choose} onNamed={begin} onDelete={remove} />
        <Toolbar {...{ runs, file, size, running, reasonId }} onSize={setSize} onRun={() => void run()}>
          {children}
        </Toolbar>
      </div>
      {deletedNote}
      <div className="flex min-h-0 flex-1 flex-col @3xl:flex-row">
        <div
          role="tabpanel"
          aria-labelledby={tabId(file.id)}
          className="flex min-h-0 min-w-0 flex-[3] flex-col @3xl:border-r @3xl:border-line"
        >
          <CodeEditor
            key={`${file.id}/${file.name}`}
            {...{ files, file, awareness }}
            leader={leader?.client ?? null}
            readOnly={!mayWrite}
            takesFocus={isNew}
            onRun={() => void run()}
          />
          <p className="border-t border-line bg-raised px-3 py-1 text-sm text-quiet phone:hidden">
            {mayWrite ? t("keys") : t("keysReading")}
          </p>
        </div>
        {running === "nowhere" ? (
          <p className="p-4 text-quiet @3xl:flex-[2]">{t("doesNotRun")}</p>
        ) : (
          <RunPanel key={file.id} {...{ runs, files, file, mayWrite, running, reasonId }} />
        )}
      </div>
    </div>
  );
}
