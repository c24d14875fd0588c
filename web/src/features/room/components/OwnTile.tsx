import { type CSSProperties, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { meter, SpeakingDetector } from "@/call/levels";

import type { RoomState } from "../room-state";
import { Initials } from "./Initials";
import { Picture } from "./Picture";
import { NameTag, tileClass } from "./Tile";
import { useTrackStream } from "./useTrackStream";

interface OwnTileProps {
  state: RoomState;
  /** In the corner of a picture that fills the room. */
  small: boolean;
  style: CSSProperties | undefined;
}

export function OwnTile({ state, small, style }: OwnTileProps) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state.media;
  const stream = useTrackStream(camera.track);
  const speaking = useOwnVoice(microphone.on ? microphone.track : null);
  const name = state.self?.name ?? "";
  return (
    <li
      data-self
      style={style}
      className={tileClass(
        speaking,
        small
          ? "absolute! top-2 right-2 z-10 aspect-3/4 w-[28%] max-w-40 shadow-float sm:aspect-video sm:w-1/5 sm:max-w-60 sm:min-w-44"
          : undefined,
      )}
    >
      <Picture stream={stream} mirrored hidden={!camera.on} label={t("you", { name })} />
      {!camera.on && <Initials name={name} label={t("tile.noPicture")} />}
      <NameTag name={small ? t("youAlone") : t("you", { name })} muted={!microphone.on} small={small} />
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
