import { Hand, MicOff, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import { cx } from "@/ui/cx";
import { Initials } from "@/ui/Initials";

import type { Rect } from "../arrangement";
import { judgementOf } from "../quality";
import { Picture } from "./Picture";
import { QualityMark } from "./QualityMark";

interface TileProps {
  participant: RemoteParticipant;
  rect: Rect;
  children?: ReactNode;
}

/** One other person: picture or initials, name at lower left, quality at lower right, a mint ring while speaking. */
export function Tile({ participant, rect, children }: TileProps) {
  const { t } = useTranslation("room");
  const { name, audio, video, speaking } = participant;
  const trouble = useTrouble(participant);
  const narrow = isNarrow(rect);
  const judgement = judgementOf(participant);
  // Where there is hardly space for the name, only a bad line is worth a mark.
  const isMarked = judgement !== null && !(narrow && judgement.quality === "good");
  // Their line carries the voice alone at the moment: the last picture would look like a living one.
  const isPaused = video && participant.pictureMissing;
  return (
    <li
      data-participant-id={participant.id}
      data-connection={participant.connection}
      data-link={participant.link}
      data-audio={audio}
      data-video={video}
      data-speaking={speaking}
      style={rect}
      className={tileClass(speaking, "absolute!")}
    >
      <Picture stream={participant.stream} hidden={!video || isPaused} label={name} />
      {!video && <Initials name={name} label={t("tile.noPicture")} />}
      {isPaused && <Initials name={name} label={t("tile.paused")} />}
      {trouble && (
        <p
          role="status"
          title={trouble}
          className={cx("absolute inset-0 flex items-center justify-center bg-ground/70 text-center font-semibold", !narrow && "p-6")}
        >
          {narrow && <Unplug size={20} className="animate-breathe text-yellow" aria-hidden />}
          <span className={cx(narrow && "sr-only")}>{trouble}</span>
        </p>
      )}
      <NameTag name={name} muted={!audio} small={narrow} wide={!isMarked} />
      {isMarked && (
        <div className={cx("absolute", narrow ? "right-1 bottom-1" : "right-2 bottom-2")}>
          <QualityMark judgement={judgement} />
        </div>
      )}
      {participant.hand && <HandMark name={name} />}
      {speaking && <span className="sr-only">{t("tile.speaking", { name })}</span>}
      {children}
    </li>
  );
}

/** Narrower than this (in pixels) a tile spares no space around its name. */
const NARROW = 160;

export function isNarrow({ width }: Rect): boolean {
  return width < NARROW;
}

export function tileClass(speaking: boolean, className?: string): string {
  return cx(
    "group/tile relative overflow-hidden rounded-card bg-raised",
    // Around the picture, in the gap between tiles: whatever lies above a film is painted anew with each of its frames.
    speaking && "ring-3 ring-accent",
    className,
  );
}

/** A raised hand stands at the upper left until it is lowered. */
export function HandMark({ name }: { name: string }) {
  const { t } = useTranslation("stage");
  return (
    <span
      role="img"
      aria-label={t("hand", { name })}
      className="absolute top-2 left-2 flex size-8 items-center justify-center rounded-full bg-yellow text-slate-ink"
    >
      <Hand size={20} aria-hidden />
    </span>
  );
}

interface NameTagProps {
  name: string;
  muted?: boolean;
  small?: boolean;
  /** Nothing stands beside it. */
  wide?: boolean;
}

export function NameTag({ name, muted = false, small = false, wide = false }: NameTagProps) {
  const { t } = useTranslation("room");
  return (
    <p
      className={cx(
        "absolute flex items-center gap-1.5 rounded-small bg-ground/80 text-sm",
        small ? "bottom-1 left-1 px-1.5" : "bottom-2 left-2 px-2 py-0.5",
        small ? (wide ? "max-w-[calc(100%-0.5rem)]" : "max-w-[calc(100%-2.5rem)]") : wide ? "max-w-[calc(100%-1rem)]" : "max-w-[calc(100%-4rem)]",
      )}
    >
      {muted && <MicOff size={16} className="shrink-0 text-danger" role="img" aria-label={t("tile.muted")} />}
      <span className="truncate">{name}</span>
    </p>
  );
}

function useTrouble({ name, connection, link }: RemoteParticipant): string | null {
  const { t } = useTranslation("room");
  if (connection === "reconnecting" && link !== "connected") return t("tile.away", { name });
  if (link === "failed") return t("tile.failed", { name });
  if (link === "interrupted") return t("tile.interrupted", { name });
  if (link === "preparing" || link === "connecting") return t("tile.connecting", { name });
  return null;
}
