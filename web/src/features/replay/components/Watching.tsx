import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { sharedLink } from "@/api/shared-link";
import { formatDay, formatTime, viewerZone } from "@/i18n/dates";
import type { Replay } from "@/replay/manifest";
import { Timeline } from "@/replay/timeline";
import { PageHeading } from "@/ui/PageHeading";
import { cx } from "@/ui/cx";
import { useFullscreen } from "@/ui/useFullscreen";

import { type CaptionsChoice, storeCaptions, storedCaptions, toggledCaptions } from "../captions-choice";
import { addMark, deleteMark, renameMark } from "../manage/api";
import { ReplayMenu } from "../manage/ReplayMenu";
import { TrimBar } from "../manage/trim/TrimBar";
import { TrimHandles } from "../manage/trim/TrimHandles";
import { TrimNote } from "../manage/trim/TrimNote";
import { useTrim } from "../manage/trim/useTrim";
import type { Playback } from "../playback";
import { storedSound, storeSound } from "../sound";
import type { StageChoice } from "../stage-choice";
import { useCommands } from "../useCommands";
import { CaptionsMenu } from "./CaptionsMenu";
import { Controls } from "./Controls";
import { KeysDialog } from "./KeysDialog";
import { Notices } from "./Notices";
import { Side } from "./Side";
import { Stage } from "./Stage";
import { StageMenu } from "./StageMenu";
import { TimelineBar } from "./TimelineBar";

interface WatchingProps {
  replay: Replay;
  playback: Playback;
  /** The manifest with fresh links. */
  onRenew: () => Promise<Replay>;
}

/** A replay that is here: stage, what was written, the timeline and what plays it. */
export function Watching({ replay, playback, onRenew }: WatchingProps) {
  const timeline = useMemo(() => new Timeline(replay), [replay]);
  const { clock, player } = playback;
  const [choice, setChoice] = useState<StageChoice>("auto");
  const [sound, setSound] = useState(storedSound);
  const [helps, setHelps] = useState(false);
  const [isTrimming, setIsTrimming] = useState(false);
  const [captions, setCaptions] = useState(() => storedCaptions(replay.captions));
  const chooseCaptions = (wanted: CaptionsChoice) => {
    setCaptions(wanted);
    storeCaptions(wanted);
  };
  const fullscreen = useFullscreen();
  useEffect(() => {
    player.setSound(sound);
    storeSound(sound);
  }, [player, sound]);
  useCommands({
    clock,
    timeline,
    fullscreen,
    onMute: () => setSound({ ...sound, muted: !sound.muted }),
    onCaptions: () => chooseCaptions(toggledCaptions(captions, replay.captions)),
    onHelp: () => setHelps(!helps),
  });
  const marks = useMemo(
    () =>
      replay.may_manage
        ? {
            add: async (atMs: number, title: string) => {
              await addMark(replay.id, atMs, title);
              await onRenew();
            },
            rename: async (markId: string, title: string) => {
              await renameMark(replay.id, markId, title);
              await onRenew();
            },
            remove: async (markId: string) => {
              await deleteMark(replay.id, markId);
              await onRenew();
            },
          }
        : null,
    [replay.may_manage, replay.id, onRenew],
  );
  return (
    <div className="flex h-dvh flex-col">
      <TopLine replay={replay}>
        <StageMenu timeline={timeline} choice={choice} onChoice={setChoice} />
        {sharedLink(replay.id) === null && replay.state !== "recording" && (
          <ReplayMenu replay={replay} isTrimming={isTrimming} onTrim={() => setIsTrimming(true)} onChanged={onRenew} />
        )}
      </TopLine>
      <main className="flex min-h-0 flex-1 flex-col gap-2 px-2 sm:px-4 lg:grid lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-h-0 flex-col gap-2 max-lg:h-[45dvh] max-sm:h-[46dvh] max-sm:[@media(max-height:700px)]:h-[42dvh] lg:flex-1">
          <Notices replay={replay} playback={playback} />
          <Stage {...{ playback, timeline, choice, onRenew, captions }} onChoice={setChoice} />
        </div>
        {/* On a phone the controls stay under the thumb: below everything. What trims takes this place. */}
        <div className={cx("contents", isTrimming && "max-lg:hidden")}>
          <Side clock={clock} timeline={timeline} marks={marks} />
        </div>
      </main>
      {/* The edges of what is trimmed are wider than the rim of a phone. */}
      <footer className="shrink-0 overflow-x-clip pt-1">
        {replay.may_manage && <TrimNote {...{ timeline, isTrimming }} onTrim={() => setIsTrimming(true)} />}
        {isTrimming ? (
          <Trimming {...{ replay, clock, timeline }} onClose={() => void onRenew().then(() => setIsTrimming(false))} />
        ) : (
          <TimelineBar clock={clock} timeline={timeline} />
        )}
        <Controls {...{ clock, timeline, sound, fullscreen }} onSound={setSound} onHelp={() => setHelps(true)}>
          {replay.captions.length > 0 && <CaptionsMenu captions={replay.captions} choice={captions} onChoice={chooseCaptions} />}
        </Controls>
      </footer>
      {helps && <KeysDialog onClose={() => setHelps(false)} />}
    </div>
  );
}

interface TrimmingProps {
  replay: Replay;
  clock: Playback["clock"];
  timeline: Timeline;
  onClose: () => void;
}

/** The timeline with an edge at either side. */
function Trimming({ replay, clock, timeline, onClose }: TrimmingProps) {
  const trim = useTrim({ replay, clock, onClose });
  const { part, axis, onChange } = trim;
  return (
    <div onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <TrimBar trim={trim} />
      <TimelineBar clock={clock} timeline={timeline} over={(share) => <TrimHandles {...{ part, axis, share, onChange }} />} />
    </div>
  );
}

export function TopLine({ replay, children }: { replay: Replay; children?: React.ReactNode }) {
  const { t } = useTranslation("replay");
  const { session, started_at } = replay;
  const zone = viewerZone();
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 px-2 sm:px-3">
      {sharedLink(replay.id) === null && (
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId: session.id }}
          aria-label={t("back")}
          title={t("back")}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={20} aria-hidden />
        </Link>
      )}
      <div className="min-w-0 flex-1">
        <PageHeading title={t("pageTitle", { title: session.title })} className="truncate text-lg!">
          {session.title}
        </PageHeading>
        <p className="truncate text-sm text-quiet">
          {t("byline", { teacher: session.teacher_name, day: formatDay(started_at, zone), time: formatTime(started_at, zone) })}
        </p>
      </div>
      {children}
    </header>
  );
}
