import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import type { Ink, InkFrom, SessionAccess } from "@/documents/shared-document";

import { type CodeFile, CodeFiles } from "./files/code-files";
import { CodeRuns } from "./runs/code-runs";
import type { ShownRun } from "./runs/shown-run";

/** What the code view needs of a shared document, and of whoever looks at it. */
export interface CodeSource {
  doc: Y.Doc;
  awareness: Awareness;
  access: SessionAccess;
  mayWrite: boolean;
  me: { id: string; name: string };
  ink: (payload: Ink) => void;
  /** Returns what stops listening. */
  onInk: (listener: (ink: InkFrom) => void) => () => void;
}

export function useFiles(doc: Y.Doc): [CodeFiles, CodeFile[]] {
  const files = useMemo(() => new CodeFiles(doc), [doc]);
  return [files, useSyncExternalStore(files.onChange, files.list)];
}

export function useRuns(files: CodeFiles, { doc, awareness, access, mayWrite, me, ink, onInk }: CodeSource): CodeRuns {
  const { name } = me;
  const runs = useMemo(() => new CodeRuns(files, name, access), [files, name, access]);
  useEffect(() => runs.tellThrough(mayWrite ? ink : null), [runs, mayWrite, ink]);
  useEffect(
    () =>
      onInk(({ client, from, payload }) => {
        const sender = peopleOf(awareness).find((person) => person.client === client || person.id === from);
        runs.hear(sender?.name ?? "", payload);
      }),
    [runs, awareness, onInk],
  );
  useEffect(() => {
    const results = doc.getMap("runs");
    const heard = ({ keys }: Y.YMapEvent<unknown>) => {
      for (const file of keys.keys()) runs.heardResult(file);
    };
    results.observe(heard);
    return () => results.unobserve(heard);
  }, [doc, runs]);
  useEffect(() => () => runs.close(), [runs]);
  return runs;
}

/** The run that a file's panel shows. Null: it never ran. */
export function useRun(runs: CodeRuns, file: string): ShownRun | null {
  return useSyncExternalStore(
    (changed) => runs.on("change", changed),
    () => runs.of(file),
  );
}

export interface Person {
  client: number;
  id: string;
  name: string;
  color: string;
  /** The file that they look at. */
  file: string | null;
}

/** The others who look at the document, and where they are. */
export function usePeople(awareness: Awareness): Person[] {
  const [people, setPeople] = useState<Person[]>([]);
  useEffect(() => {
    const changed = () => {
      const now = peopleOf(awareness).filter(({ client }) => client !== awareness.clientID);
      // Every step of a cursor comes by here; most change nobody's file.
      setPeople((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    changed();
    awareness.on("change", changed);
    return () => awareness.off("change", changed);
  }, [awareness]);
  return people;
}

function peopleOf(awareness: Awareness): Person[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    const { user, file } = state as { user?: Record<string, unknown>; file?: unknown };
    if (typeof user?.name !== "string") return [];
    const color = typeof user.color === "string" ? user.color : "#a3b0a8";
    return [{ client, id: String(user.id), name: user.name, color, file: typeof file === "string" ? file : null }];
  });
}
