import { CircleAlert, DoorOpen, MicOff, VolumeX, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problem";
import { locale } from "@/i18n/language";
import { Button, IconButton } from "@/ui/Button";
import { ProblemText } from "@/ui/ProblemNotice";

import { Banner } from "../people/Banner";
import { OrderBanners } from "../people/OrderBanners";
import { useKnocks } from "../people/useKnocks";
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
  useKnocks(state);
  const [first] = state.lobby;
  return (
    <>
      {state.problem && <Refusal problem={state.problem} onRead={() => room.problemRead()} />}
      {state.soundBlocked && (
        <Banner icon={<VolumeX size={20} aria-hidden />} text={t("room.soundBlocked")}>
          <Button onClick={() => void room.sound.resume()}>{t("room.soundOn")}</Button>
        </Banner>
      )}
      {first && (
        <Banner
          silent
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
      <OrderBanners room={room} state={state} />
      {state.speakingWhileMuted && state.muted?.kind !== "audio" && <Banner icon={<MicOff size={20} aria-hidden />} text={t("room.mutedVoice")} />}
      {needsDeviceHelp(state) && <DeviceHelp asBanner media={room.media} state={state.media} />}
    </>
  );
}

/** What was tried and refused. It is read once, and then in the way. */
function Refusal({ problem, onRead }: { problem: Problem; onRead: () => void }) {
  const { t } = useTranslation("people");
  return (
    <div role="alert">
      <Banner silent tone="danger" icon={<CircleAlert size={20} aria-hidden />} text={<ProblemText problem={problem} />}>
        <IconButton label={t("banner.dismiss")} icon={<X size={20} aria-hidden />} onClick={onRead} />
      </Banner>
    </div>
  );
}

function listed(names: string[]): string {
  return new Intl.ListFormat(locale()).format(names);
}

/** What a person did without on purpose in the green room needs no banner; what breaks in the lesson, or is asked for, does. */
function needsDeviceHelp({ media: { microphone, camera }, askedToUnmuteBy }: RoomState): boolean {
  const isAskedInVain = askedToUnmuteBy !== null && microphone.problem !== null;
  return microphone.problem === "gone" || camera.problem === "gone" || isAskedInVain;
}
