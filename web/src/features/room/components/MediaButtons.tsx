import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { LocalMediaState } from "@/call/local-media";

import { RoundButton } from "./RoundButton";

interface MediaButtonsProps {
  state: LocalMediaState;
  onMicrophone: (on: boolean) => void;
  onCamera: (on: boolean) => void;
  /** Why they may not be switched on, if so. */
  forbidden?: { microphone: string | null; camera: string | null };
}

/** Microphone and camera: the same two buttons before and in the room. */
export function MediaButtons({ state, onMicrophone, onCamera, forbidden }: MediaButtonsProps) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state;
  const mayNotSpeak = microphone.on ? null : (forbidden?.microphone ?? null);
  const mayNotShow = camera.on ? null : (forbidden?.camera ?? null);
  return (
    <>
      <RoundButton
        label={mayNotSpeak ?? t(microphone.on ? "bar.mute" : "bar.unmute")}
        icon={microphone.on ? <Mic size={22} aria-hidden /> : <MicOff size={22} aria-hidden />}
        off={!microphone.on}
        disabled={microphone.asking}
        aria-disabled={mayNotSpeak !== null}
        aria-keyshortcuts="Control+D"
        onClick={() => onMicrophone(!microphone.on)}
      />
      <RoundButton
        label={mayNotShow ?? t(camera.on ? "bar.cameraOff" : "bar.cameraOn")}
        icon={camera.on ? <Video size={22} aria-hidden /> : <VideoOff size={22} aria-hidden />}
        off={!camera.on}
        disabled={camera.asking}
        aria-disabled={mayNotShow !== null}
        aria-keyshortcuts="Control+E"
        onClick={() => onCamera(!camera.on)}
      />
    </>
  );
}
