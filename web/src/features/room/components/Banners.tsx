import { DoorOpen, MicOff, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";
import { Button } from "@/ui/Button";
import { ProblemNotice } from "@/ui/ProblemNotice";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { DeviceHelp } from "./DeviceHelp";

interface BannersProps {
  room: Room;
  state: RoomState;
  onShowLobby: () => void;
}

/** Only what needs a decision. */
export function Banners({ room, state, onShowLobby }: BannersProps) {
  const { t } = useTranslation("room");
  const [first] = state.lobby;
  return (
    <div className="flex flex-col gap-2 px-2 empty:hidden sm:px-3 [&>*]:mb-2">
      {state.problem && <ProblemNotice problem={state.problem} onRetry={() => room.problemRead()} />}
      {state.soundBlocked && (
        <Banner icon={<VolumeX size={20} aria-hidden />} text={t("room.soundBlocked")}>
          <Button onClick={() => void room.sound.resume()}>{t("room.soundOn")}</Button>
        </Banner>
      )}
      {first && (
        <Banner
          icon={<DoorOpen size={20} aria-hidden />}
          text={t("room.knocks", { count: state.lobby.length, names: listed(state.lobby.map(({ name }) => name)) })}
        >
          {state.lobby.length === 1 ? (
            <Button onClick={() => void room.do("admit", { participant_id: first.id })}>{t("room.letIn")}</Button>
          ) : (
            <Button onClick={onShowLobby}>{t("room.showLobby")}</Button>
          )}
        </Banner>
      )}
      {state.speakingWhileMuted && <Banner icon={<MicOff size={20} aria-hidden />} text={t("room.mutedVoice")} />}
      {hasLostDevice(state) && <DeviceHelp media={room.media} state={state.media} />}
    </div>
  );
}

function listed(names: string[]): string {
  return new Intl.ListFormat(locale()).format(names);
}

/** What a person did without on purpose in the green room needs no banner; what breaks in the lesson does. */
function hasLostDevice({ media: { microphone, camera } }: RoomState): boolean {
  return microphone.problem === "gone" || camera.problem === "gone";
}

function Banner({ icon, text, children }: { icon: ReactNode; text: string; children?: ReactNode }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-attention-soft px-4 py-2">
      <p className="flex min-h-9 min-w-0 flex-1 basis-60 items-center gap-3">
        <span className="shrink-0 text-yellow">{icon}</span>
        {text}
      </p>
      {children}
    </div>
  );
}
