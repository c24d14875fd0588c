import { CircleCheck, CircleX } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Note, Output } from "@/run/outputs";
import { cx } from "@/ui/cx";

import type { ShownRun } from "../runs/shown-run";
import { Drawing } from "./Drawing";
import { PageView } from "./PageView";
import { Picture } from "./Picture";
import { ResultTable } from "./ResultTable";

/** All that a run showed, in order. It follows the end as long as its reader does. */
export function OutputList({ run }: { run: ShownRun }) {
  const { t } = useTranslation("code");
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [run.output]);
  return (
    <div
      ref={box}
      role="log"
      aria-label={t("output.title")}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight > scrollHeight - 24;
      }}
      className="flex min-h-24 flex-1 flex-col gap-2 overflow-auto px-3 pb-3 -outline-offset-2"
    >
      {groups(run.output).map((group, index) => (
        // Output only ever grows at its end: what has an index keeps it.
        <Group key={`${run.id}/${index}`} group={group} run={run} />
      ))}
    </div>
  );
}

/** Text of both streams and what was typed in between is one piece of paper, line after line. */
function groups(output: Output[]): Output[][] {
  const made: Output[][] = [];
  for (const piece of output) {
    const last = made.at(-1);
    if (last && last[0]?.kind === piece.kind && (piece.kind === "text" || piece.kind === "test")) last.push(piece);
    else made.push([piece]);
  }
  return made;
}

function Group({ group, run }: { group: Output[]; run: ShownRun }) {
  const first = group[0];
  switch (first?.kind) {
    case "text":
      return <Text pieces={group} />;
    case "table":
      return <ResultTable columns={first.columns} rows={first.rows} more={first.more} />;
    case "draw":
      return <Drawing strokes={first.strokes} atOnce={run.isPast} />;
    case "picture":
      return <Picture svg={first.svg} />;
    case "page":
      return <PageView html={first.html} isOwn={run.by === null} />;
    case "test":
      return <Tests tests={group} />;
    case "note":
      return <NoteLine note={first.note} />;
    default:
      return null;
  }
}

const STREAMS: Record<string, string> = { out: "", err: "text-danger", in: "font-semibold text-accent" };

function Text({ pieces }: { pieces: Output[] }) {
  return (
    <pre className="font-mono text-(length:--code-size) leading-normal break-words whitespace-pre-wrap">
      {pieces.map((piece, index) => piece.kind === "text" && <span key={index} className={STREAMS[piece.stream]}>{piece.text}</span>)}
    </pre>
  );
}

function Tests({ tests }: { tests: Output[] }) {
  const { t } = useTranslation("code");
  const tried = tests.filter((test) => test.kind === "test");
  const passed = tried.filter(({ ok }) => ok).length;
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{t("exercise.passed", { passed, count: tried.length })}</p>
      <ul className="flex flex-col gap-1">
        {tried.map(({ call, expected, got, ok }, index) => (
          <li key={index} className="flex items-start gap-2">
            {ok ? (
              <CircleCheck size={20} aria-label={t("exercise.right")} className="mt-0.5 shrink-0 text-accent" />
            ) : (
              <CircleX size={20} aria-label={t("exercise.wrong")} className="mt-0.5 shrink-0 text-danger" />
            )}
            <div className="min-w-0 break-words">
              <code className="font-mono">{call}</code>
              {!ok && <p className="text-sm">{t("exercise.instead", { got, expected })}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const NOTES: readonly Note[] = ["stopped", "time", "flood", "crash", "silent", "unavailable", "no-input", "no-package", "engine-away", "engine-busy", "engine-limit", "compile-time", "not-offered", "too-long", "may-not"];

function NoteLine({ note }: { note: Note }) {
  const { t } = useTranslation("code");
  // Another person's page may be of a later version.
  if (!NOTES.includes(note)) return null;
  const isCalm = note === "stopped" || note === "silent";
  return <p className={cx("text-sm", isCalm ? "text-quiet" : "rounded-small bg-danger-soft px-3 py-2")}>{t(`note.${note}`)}</p>;
}
