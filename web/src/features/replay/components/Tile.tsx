import { Hand, Maximize2 } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { isWithin, type ReplayPerson } from "@/replay/manifest";
import type { Timeline } from "@/replay/timeline";
import { cx } from "@/ui/cx";
import { Initials } from "@/ui/Initials";

import { useNameOf } from "../names";
import { type Playback, useMoment, usePlaying } from "../playback";
import { TrackPicture } from "./TrackPicture";

interface TileProps {
  playback: Playback;
  timeline: Timeline;
  person: ReplayPerson;
  /** Alone on the stage: all of the picture is wanted. */
  isLarge?: boolean;
  className?: string;
  onEnlarge?: () => void;
}

/** Somebody at this moment: picture or initials, name, hand, and a mint ring while they speak. */
export function Tile({ playback, timeline, person, isLarge = false, className = "size-full", onEnlarge }: TileProps) {
  const { t } = useTranslation("replay");
  const { clock, player } = playback;
  const { id } = person;
  const name = useNameOf(timeline)(id);
  const read = useCallback(
    (ms: number) => {
      const track = timeline.trackAt(ms, id, "camera");
      return {
        trackId: track?.id ?? null,
        isMissing: timeline.gapAt(ms, id) !== undefined && (!track || isWithin(track.missing, ms)),
        speaks: timeline.speakersAt(ms).includes(id),
        hand: timeline.handsAt(ms).includes(id),
      };
    },
    [timeline, id],
  );
  const { trackId, isMissing, speaks, hand } = useMoment(clock, read);
  const playing = usePlaying(player).get(trackId ?? "");
  const trouble = isMissing ? "missing" : playing?.state === "unplayable" || playing?.state === "lost" ? playing.state : null;
  const onPlaced = useCallback(() => player.follow(), [player]);
  return (
    <li
      data-person={id}
      data-speaking={speaks}
      className={cx("group relative min-h-0 min-w-0 overflow-hidden rounded-card bg-raised", speaks && "ring-3 ring-accent", className)}
    >
      {playing && trouble === null ? (
        <TrackPicture element={playing.element} label={t("stage.camera", { name })} fit={isLarge ? "whole" : "face"} onPlaced={onPlaced} />
      ) : (
        <Initials name={name} label={t(trouble ? `tile.${trouble}` : "tile.noPicture")} />
      )}
      {trouble && <p className="absolute inset-x-2 top-2 line-clamp-2 text-center text-sm text-quiet max-sm:sr-only">{t(`tile.${trouble}`)}</p>}
      {/* On a small picture they keep to its corners: the face is what it is there for. */}
      <div className="@container pointer-events-none absolute inset-0">
        {hand && (
          <span
            role="img"
            aria-label={t("tile.hand", { name })}
            className="absolute top-2 left-2 flex size-8 items-center justify-center rounded-full bg-yellow text-slate-ink @max-[11rem]:top-0.5 @max-[11rem]:left-0.5 @max-[11rem]:size-6"
          >
            <Hand size={20} aria-hidden className="@max-[11rem]:size-4" />
          </span>
        )}
        <p className="absolute bottom-1.5 left-1.5 max-w-[calc(100%-0.75rem)] truncate rounded-small bg-ground/80 px-2 py-0.5 text-sm @max-[11rem]:bottom-0 @max-[11rem]:left-0 @max-[11rem]:max-w-full @max-[11rem]:rounded-none @max-[11rem]:rounded-tr-small @max-[11rem]:px-1.5 @max-[11rem]:py-0 @max-[11rem]:leading-tight">
          {name}
        </p>
      </div>
      {onEnlarge && (
        <button
          type="button"
          aria-label={t("stage.enlarge", { name })}
          title={t("stage.enlarge", { name })}
          className="absolute inset-0 flex items-start justify-end rounded-card p-2 text-ink opacity-0 focus-visible:opacity-100 focus-visible:-outline-offset-2 pointer-fine:group-hover:opacity-100"
          onClick={onEnlarge}
        >
          <span className="rounded-full bg-ground/80 p-1.5">
            <Maximize2 size={16} aria-hidden />
          </span>
        </button>
      )}
    </li>
  );
}
