import { useTranslation } from "react-i18next";

import type { LocalMedia, LocalMediaState } from "@/call/local-media";

import { LevelMeter } from "./LevelMeter";
import { MediaButtons } from "./MediaButtons";
import { Picture } from "./Picture";
import { useTrackStream } from "./useTrackStream";

/** One's own picture, large, before others see it. */
export function Preview({ media, state }: { media: LocalMedia; state: LocalMediaState }) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state;
  const stream = useTrackStream(camera.track);
  const asking = microphone.asking || camera.asking;
  return (
    <div className="flex flex-col gap-3">
      <div className="relative aspect-4/3 w-full max-sm:max-h-[30dvh] overflow-hidden rounded-card bg-raised sm:aspect-video">
        <Picture stream={stream} mirrored hidden={!camera.on} label={t("preview.label")} />
        {!camera.on && (
          <p className="absolute inset-0 flex items-center justify-center p-8 pb-20 text-center text-lg text-quiet">
            {t(asking ? "preview.asking" : camera.problem === null ? "preview.off" : "preview.none")}
          </p>
        )}
        <div className="absolute inset-x-0 bottom-3 flex justify-center gap-3">
          <MediaButtons
            state={state}
            onMicrophone={(on) => void media.setMicrophone(on)}
            onCamera={(on) => void media.setCamera(on)}
          />
        </div>
      </div>
      <LevelMeter microphone={microphone} />
    </div>
  );
}
