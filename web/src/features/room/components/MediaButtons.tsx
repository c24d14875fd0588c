import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { LocalMedia, LocalMediaState } from "@/call/local-media";

import { RoundButton } from "./RoundButton";

/** Microphone and camera: the same two buttons before and in the room. */
export function MediaButtons({ media, state }: { media: LocalMedia; state: LocalMediaState }) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state;
  return (
    <>
      <RoundButton
        label={t(microphone.on ? "bar.mute" : "bar.unmute")}
        icon={microphone.on ? <Mic size={22} aria-hidden /> : <MicOff size={22} aria-hidden />}
        off={!microphone.on}
        disabled={microphone.asking}
        onClick={() => void media.setMicrophone(!microphone.on)}
      />
      <RoundButton
        label={t(camera.on ? "bar.cameraOff" : "bar.cameraOn")}
        icon={camera.on ? <Video size={22} aria-hidden /> : <VideoOff size={22} aria-hidden />}
        off={!camera.on}
        disabled={camera.asking}
        onClick={() => void media.setCamera(!camera.on)}
      />
    </>
  );
}
