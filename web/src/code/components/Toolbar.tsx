import { ALargeSmall, Play, Square } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/Menu";

import type { CodeFile } from "../files/code-files";
import { FONT_SIZES, type FontSize } from "../font-size";
import type { CodeRuns } from "../runs/code-runs";
import { useRun } from "../useCode";
import { mayRun, type Running } from "../useRunning";

interface ToolbarProps {
  runs: CodeRuns;
  file: CodeFile;
  size: FontSize;
  onSize: (size: FontSize) => void;
  onRun: () => void;
  running: Running;
  /** Of the sentence that says why a file does not run. */
  reasonId: string;
  children?: ReactNode;
}

export function Toolbar({ runs, file, size, onSize, onRun, running, reasonId, children }: ToolbarProps) {
  const { t } = useTranslation("code");
  const run = useRun(runs, file.id);
  const isMine = run?.state === "running" && run.by === null;
  return (
    <div className="ml-auto flex items-center gap-2 px-2 py-1">
      <Menu trigger={<IconButton label={t("size.label")} icon={<ALargeSmall size={20} aria-hidden />} />}>
        <MenuChoice
          label={t("size.label")}
          value={size}
          options={FONT_SIZES.map((value) => ({ value, text: t("size.points", { size: value }) }))}
          onChange={onSize}
        />
      </Menu>
      {running === "nowhere" ? null : isMine ? (
        <Button variant="danger" onClick={() => runs.stop(file.id)}>
          <Square size={18} aria-hidden />
          {t("stop")}
        </Button>
      ) : (
        // What a run needs is fetched as soon as somebody is about to ask for it.
        <Button
          onClick={onRun}
          aria-disabled={!mayRun(running) || undefined}
          aria-describedby={mayRun(running) ? undefined : reasonId}
          onPointerEnter={() => runs.prepare(file.name)}
          onFocus={() => runs.prepare(file.name)}
        >
          <Play size={18} aria-hidden />
          {t("run")}
        </Button>
      )}
      {children}
    </div>
  );
}
