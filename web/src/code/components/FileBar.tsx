import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import type { CodeFile, CodeFiles } from "../files/code-files";
import type { Person } from "../useCode";
import { FileMenu } from "./FileMenu";
import { FileTabs, tabId } from "./FileTabs";
import { NameForm } from "./NameForm";

interface FileBarProps {
  files: CodeFiles;
  list: CodeFile[];
  file: CodeFile;
  people: Person[];
  mayWrite: boolean;
  onChoose: (id: string) => void;
  /** A file was made, or has another name: now it is written in. */
  onNamed: (id: string) => void;
  onDelete: () => void;
}

/** The files as tabs, and what can be done with them. A name is written in place of the tabs. */
export function FileBar({ files, list, file, people, mayWrite, onChoose, onNamed, onDelete }: FileBarProps) {
  const { t } = useTranslation("code");
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);

  if (naming && mayWrite) {
    const renamed = naming === "rename" ? file : null;
    return (
      <NameForm
        label={t(renamed ? "name.rename" : "name.new")}
        name={renamed?.name ?? ""}
        problemOf={(name) => files.nameProblem(name, renamed?.id ?? null)}
        onName={(name) => {
          if (renamed) files.rename(renamed.id, name);
          onNamed(renamed?.id ?? files.add(name));
          setNaming(null);
        }}
        onCancel={() => {
          setNaming(null);
          requestAnimationFrame(() => document.getElementById(tabId(file.id))?.focus());
        }}
      />
    );
  }
  return (
    <div className="flex min-w-0 grow basis-full items-center @xl:basis-0">
      <FileTabs list={list} file={file} people={people} onChoose={onChoose} />
      {mayWrite && (
        <>
          <FileMenu files={files} list={list} file={file} onRename={() => setNaming("rename")} onDelete={onDelete} />
          <IconButton label={t("add")} icon={<Plus size={20} aria-hidden />} onClick={() => setNaming("new")} />
        </>
      )}
    </div>
  );
}
