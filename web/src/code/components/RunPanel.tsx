import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatTime, viewerZone } from "@/i18n/dates";
import { isCompiled } from "@/run/runners";
import { Segmented } from "@/ui/Choice";

import type { CodeFile, CodeFiles } from "../files/code-files";
import type { CodeRuns } from "../runs/code-runs";
import type { ShownRun } from "../runs/shown-run";
import { useRun } from "../useCode";
import { useCompiler } from "../useCompiler";
import { mayRun, type Running } from "../useRunning";
import { AnswerForm } from "./AnswerForm";
import { CompilerOffer, isOffer } from "./CompilerOffer";
import { EnginePlace } from "./EnginePlace";
import { Exercise } from "./Exercise";
import { OutputList } from "./OutputList";

interface RunPanelProps {
  runs: CodeRuns;
  files: CodeFiles;
  file: CodeFile;
  mayWrite: boolean;
  running: Exclude<Running, "nowhere">;
  /** For the sentence that says why a file does not run. */
  reasonId: string;
}

/** What the program shows, whoever runs it, and the exercise that belongs to the file. */
export function RunPanel({ runs, files, file, mayWrite, running, reasonId }: RunPanelProps) {
  const { t } = useTranslation("code");
  const run = useRun(runs, file.id);
  const [view, setView] = useState<"output" | "exercise">("output");
  const compiler = useCompiler();
  const isOffered = isCompiled(file.name) && isOffer(compiler);
  const { tests } = file;
  return (
    <section aria-label={t("output.label")} className="flex min-h-0 min-w-0 flex-[2] flex-col overflow-y-auto border-t border-line @3xl:border-t-0">
      <div className="flex min-h-11 flex-wrap items-center gap-3 px-3 py-1 text-sm text-quiet">
        {tests && (
          <fieldset>
            <legend className="sr-only">{t("output.label")}</legend>
            <Segmented
              name={`panel-${file.id}`}
              value={view}
              options={[
                { value: "output", label: t("output.title") },
                { value: "exercise", label: t("exercise.title") },
              ]}
              onChange={setView}
            />
          </fieldset>
        )}
        <p role="status">{run && <RunLine run={run} />}</p>
      </div>
      {running !== "browser" && (
        <EnginePlace id={reasonId} running={running} given={runs.given(file.id)} onGive={(text) => runs.give(file.id, text)} />
      )}
      {isCompiled(file.name) && <CompilerOffer compiler={compiler} />}
      {view === "exercise" && tests ? (
        <Exercise
          files={files}
          file={file}
          tests={tests}
          mayWrite={mayWrite}
          onTry={(exercises) => {
            setView("output");
            void runs.run(file, exercises);
          }}
        />
      ) : (
        <>
          {run && <OutputList run={run} />}
          {!run && mayRun(running) && !isOffered && <p className="px-3 py-2 text-quiet">{t("output.nothing")}</p>}
          {run && run.question !== null && <AnswerForm key={run.id} onAnswer={(line) => runs.answer(file.id, line)} />}
        </>
      )}
    </section>
  );
}

function RunLine({ run }: { run: ShownRun }) {
  const { t } = useTranslation("code");
  const time = formatTime(run.at.toISOString(), viewerZone());
  if (run.question !== null) return t("output.waits");
  if (run.isLoading) return t("output.loading");
  if (run.state === "running") return run.by === null ? t("output.running") : t("output.runningBy", { name: run.by });
  return run.by === null ? t("output.ran", { time }) : t("output.ranBy", { name: run.by, time });
}
