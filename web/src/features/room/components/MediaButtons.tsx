import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { LocalMedia, LocalMediaState } from "@/call/local-media";

import { RoundButton } from "./RoundButton";

interface MediaButtonsProps {
  media: LocalMedia;
  state: LocalMediaState;
  /** Switching on did not work: `media.state` says why. */
  onProblem?: () => void;
}

/** Microphone and camera: the same two buttons before and in the room. */
export function MediaButtons({ media, state, onProblem }: MediaButtonsProps) {
  const { t } = useTranslation("room");
  const { microphone, camera } = state;

  async function toggle(kind: "microphone" | "camera") {
    const on = !state[kind].on;
    await (kind === "microphone" ? media.setMicrophone(on) : media.setCamera(on));
    if (on && media.state[kind].problem !== null) onProblem?.();
  }

  return (
    <>
      <RoundButton
        label={t(microphone.on ? "bar.mute" : "bar.unmute")}
        icon={microphone.on ? <Mic size={22} aria-hidden /> : <MicOff size={22} aria-hidden />}
        off={!microphone.on}
        disabled={microphone.asking}
        onClick={() => void toggle("microphone")}
      />
      <RoundButton
        label={t(camera.on ? "bar.cameraOff" : "bar.cameraOn")}
        icon={camera.on ? <Video size={22} aria-hidden /> : <VideoOff size={22} aria-hidden />}
        off={!camera.on}
        disabled={camera.asking}
        onClick={() => void toggle("camera")}
      />
    </>
  );
}
