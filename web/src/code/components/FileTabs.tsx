import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";

import type { CodeFile } from "../files/code-files";
import type { Person } from "../useCode";

interface FileTabsProps {
  list: CodeFile[];
  file: CodeFile;
  people: Person[];
  onChoose: (id: string) => void;
}

/** One stop for the Tab key; the arrows go from file to file. */
export function FileTabs({ list, file, people, onChoose }: FileTabsProps) {
  const { t } = useTranslation("code");
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // In braces: some browsers answer with a promise, which is no clean-up.
    chosen.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [file.id]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = list.findIndex(({ id }) => id === file.id);
    const to = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1 : step && (at + step + list.length) % list.length;
    const next = to === undefined ? undefined : list[to];
    if (!next) return;
    event.preventDefault();
    onChoose(next.id);
    requestAnimationFrame(() => chosen.current?.focus());
  }

  return (
    <div role="tablist" aria-label={t("files")} onKeyDown={onKeyDown} className="flex min-w-0 overflow-x-auto">
      {list.map(({ id, name }) => {
        const isChosen = id === file.id;
        const here = people.filter((person) => person.file === id);
        return (
          <button
            key={id}
            id={tabId(id)}
            ref={isChosen ? chosen : undefined}
            type="button"
            role="tab"
            aria-selected={isChosen}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChoose(id)}
            className={cx(
              "flex min-h-11 shrink-0 items-center gap-2 border-b-2 px-4 font-mono text-sm -outline-offset-2",
              isChosen ? "border-accent font-semibold text-ink" : "border-transparent text-quiet hover:bg-hover hover:text-ink",
            )}
          >
            {name}
            {here.length > 0 && <Here people={here} />}
          </button>
        );
      })}
    </div>
  );
}

function Here({ people }: { people: Person[] }) {
  const { t } = useTranslation("code");
  const names = people.map(({ name }) => name).join(", ");
  return (
    <span className="flex gap-1" title={names}>
      {people.slice(0, 5).map(({ client, color }) => (
        <span key={client} aria-hidden className="size-2 rounded-full" style={{ background: color }} />
      ))}
      <span className="sr-only">{t("here", { names })}</span>
    </span>
  );
}

export function tabId(file: string): string {
  return `code-tab-${file}`;
}
