import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { meter, SpeakingDetector } from "@/call/levels";

import { cx } from "@/ui/cx";
import { Initials } from "@/ui/Initials";

import type { Rect } from "../arrangement";
import type { RoomState } from "../room-state";
import { Picture } from "./Picture";
import { QualityMark } from "./QualityMark";
import { HandMark, isNarrow, NameTag, tileClass } from "./Tile";
import { useTrackStream } from "./useTrackStream";

interface OwnTileProps {
  state: RoomState;
  /** Null: small, in the corner of a picture that fills the room. */
  rect: Rect | null;
  mirrored: boolean;
}

export function OwnTile({ state, rect, mirrored }: OwnTileProps) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state.media;
  const stream = useTrackStream(camera.track);
  const speaking = useOwnVoice(microphone.on ? microphone.track : null);
  const name = state.me?.name ?? state.self?.name ?? "";
  const isInCorner = rect === null;
  const small = isInCorner || isNarrow(rect);
  return (
    <li
      data-self
      style={rect ?? undefined}
      className={tileClass(
        speaking,
        cx(
          "absolute!",
          isInCorner &&
            "top-2 right-2 z-10 aspect-3/4 w-[28%] max-w-40 shadow-float sm:aspect-video sm:w-1/5 sm:max-w-60 sm:min-w-44",
        ),
      )}
    >
      <Picture stream={stream} mirrored={mirrored} hidden={!camera.on} label={t("you", { name })} />
      {!camera.on && <Initials name={name} label={t("tile.noPicture")} />}
      <NameTag name={small ? t("youAlone") : t("you", { name })} muted={!microphone.on} small={small} />
      <div className={cx("absolute", small ? "right-1 bottom-1" : "right-2 bottom-2")}>
        <QualityMark own judgement={state.ownQuality} />
      </div>
      {state.me?.hand && <HandMark name={name} />}
    </li>
  );
}

function useOwnVoice(track: MediaStreamTrack | null): boolean {
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    setSpeaking(false);
    if (track === null) return;
    const detector = new SpeakingDetector();
    return meter(track, (reading) => setSpeaking(detector.update(reading?.level ?? 0, performance.now())));
  }, [track]);
  return speaking;
}
