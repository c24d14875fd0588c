import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Replay } from "@/replay/manifest";
import type { OnStage, Timeline } from "@/replay/timeline";
import { cx } from "@/ui/cx";

import { useNameOf } from "../names";
import { type Playback, useMoment, usePlaying } from "../playback";
import { chosenStage, type StageChoice } from "../stage-choice";
import { CaptionLines } from "./CaptionLines";
import { DocumentOnStage } from "./DocumentOnStage";
import { PausedNote } from "./PausedNote";
import { Tile } from "./Tile";
import { TrackPicture } from "./TrackPicture";

interface StageProps {
  playback: Playback;
  timeline: Timeline;
  choice: StageChoice;
  onChoice: (choice: StageChoice) => void;
  onRenew: () => Promise<Replay>;
  /** The language of the captions that are wanted. */
  captions: string | null;
}

/** What was large in the lesson, or what the viewer wants large, and everybody else in a strip. */
export function Stage({ playback, timeline, choice, onChoice, onRenew, captions }: StageProps) {
  const { t } = useTranslation("replay");
  const { clock } = playback;
  const read = useCallback((ms: number) => chosenStage(timeline, choice, ms), [timeline, choice]);
  const onStage = useMoment(clock, read);
  const people = useMoment(clock, useCallback((ms: number) => timeline.peopleAt(ms), [timeline]));
  const tiles = people.map((person) => ({ playback, timeline, person, onEnlarge: () => onChoice(`person:${person.id}`) }));
  const strip = onStage?.kind === "person" ? tiles.filter(({ person }) => person.id !== onStage.participantId) : tiles;
  return (
    <section aria-label={t("stage.label")} className="relative flex min-h-0 min-w-0 flex-1 flex-col gap-2">
      {onStage?.kind === "people" ? (
        people.length === 0 ? (
          <p className="flex flex-1 items-center justify-center text-quiet">{t("stage.nobody")}</p>
        ) : (
          <div className="min-h-0 flex-1 [container-type:size]">
            <ul className={cx("grid size-full auto-rows-fr gap-2 p-1", columnsFor(people.length))}>
              {tiles.map((tile) => (
                <Tile key={tile.person.id} {...tile} />
              ))}
            </ul>
          </div>
        )
      ) : (
        <>
          <div data-stage={onStage?.kind ?? "nothing"} className="relative min-h-0 flex-1 overflow-hidden rounded-card bg-raised">
            {onStage === null ? (
              <p className="flex h-full items-center justify-center p-6 text-quiet">{t("stage.nothingHere")}</p>
            ) : (
              <Large {...{ playback, timeline, onStage, onRenew }} />
            )}
          </div>
          {strip.length > 0 && (
            <ul aria-label={t("stage.strip")} className="flex h-20 shrink-0 gap-2 overflow-x-auto p-1 sm:h-24 lg:h-28">
              {strip.map((tile) => (
                <Tile key={tile.person.id} {...tile} className="aspect-video h-full shrink-0" />
              ))}
            </ul>
          )}
        </>
      )}
      {captions !== null && (
        <CaptionLines
          {...{ clock, onRenew }}
          replay={timeline.replay}
          language={captions}
          hasStrip={onStage?.kind !== "people" && strip.length > 0}
        />
      )}
      <PausedNote clock={clock} timeline={timeline} />
    </section>
  );
}

function Large({ playback, timeline, onStage, onRenew }: Pick<StageProps, "playback" | "timeline" | "onRenew"> & { onStage: OnStage }) {
  const { player, clock } = playback;
  switch (onStage.kind) {
    case "board":
    case "code":
      return <DocumentOnStage timeline={timeline} clock={clock} name={onStage.kind} owner={onStage.owner} onRenew={onRenew} />;
    case "screen":
      return <Screen player={player} timeline={timeline} trackId={onStage.track.id} participantId={onStage.track.participant_id} />;
    case "person": {
      const person = timeline.person(onStage.participantId);
      return (
        person && (
          <ul className="size-full">
            <Tile playback={playback} timeline={timeline} person={person} isLarge />
          </ul>
        )
      );
    }
    case "people":
      return null;
  }
}

interface ScreenProps {
  player: Playback["player"];
  timeline: Timeline;
  trackId: string;
  participantId: string | null;
}

function Screen({ player, timeline, trackId, participantId }: ScreenProps) {
  const { t } = useTranslation("replay");
  const playing = usePlaying(player).get(trackId);
  const name = useNameOf(timeline)(participantId);
  const onPlaced = useCallback(() => player.follow(), [player]);
  if (!playing) return null;
  if (playing.state === "unplayable" || playing.state === "lost") {
    return <p className="flex h-full items-center justify-center p-6 text-quiet">{t(`tile.${playing.state}`)}</p>;
  }
  return <TrackPicture element={playing.element} label={t("stage.screenOf", { name })} fit="whole" onPlaced={onPlaced} />;
}

function columnsFor(count: number): string {
  if (count <= 1) return "grid-cols-1";
  // Where there is more height than two wide pictures beside each other take, one below the other is larger.
  if (count === 2) return "grid-cols-2 [@container_(max-aspect-ratio:16/9)]:grid-cols-1";
  if (count <= 4) return "grid-cols-2";
  if (count <= 9) return "grid-cols-3";
  return "grid-cols-4";
}
