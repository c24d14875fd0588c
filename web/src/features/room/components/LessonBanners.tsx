import { Clock, MicOff, SignalLow, Unplug, VideoOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatTime, viewerZone } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { useMinute } from "@/ui/now";

import { Banner } from "../people/Banner";
import { OpenedBanner } from "../privacy/OpenedBanner";
import { RecordingBanners } from "../recording/lazy";
import type { Room } from "../room";
import { isHost, type RoomState } from "../room-state";
import { ScreenBanners } from "./ScreenBanners";

const MINUTE_MS = 60_000;
const NOTICE_MINUTES = 5;
const EXTENSION_MINUTES = 15;

/** What the lesson itself wants known: whether it is as private as it was to be, the recording, the time, one's own line, and one's own screen. */
export function LessonBanners({ room, state }: { room: Room; state: RoomState }) {
  return (
    <>
      <OpenedBanner state={state} />
      <RecordingBanners room={room} state={state} />
      <EndNotice room={room} state={state} />
      <CarrierAway state={state} />
      <DeviceTaken state={state} />
      <OwnPicturePaused state={state} />
      <ScreenBanners room={room} state={state} />
    </>
  );
}

/** From five minutes before the planned end. Hosts can put it off. */
function EndNotice({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  const now = useMinute();
  const { session } = state;
  if (session?.status !== "live") return null;
  const minutes = Math.ceil((Date.parse(session.ends_at) - now) / MINUTE_MS);
  if (minutes > NOTICE_MINUTES) return null;
  return (
    <Banner
      icon={<Clock size={20} aria-hidden />}
      text={
        minutes > 0
          ? t("room.endsSoon", { minutes })
          : t("room.overtime", { time: formatTime(session.ends_at, viewerZone()) })
      }
    >
      {isHost(state) && (
        <Button variant="secondary" onClick={() => void room.do("extend", { minutes: EXTENSION_MINUTES })}>
          {t("room.extend")}
        </Button>
      )}
    </Banner>
  );
}

/** A phone call came in, or another program took the device and has not given it back. */
function DeviceTaken({ state: { media } }: { state: RoomState }) {
  const { t } = useTranslation("room");
  if (media.microphone.on && media.microphone.taken) {
    return <Banner icon={<MicOff size={20} aria-hidden />} text={t("room.microphoneTaken")} />;
  }
  if (media.camera.on && media.camera.taken) return <Banner icon={<VideoOff size={20} aria-hidden />} text={t("room.cameraTaken")} />;
  return null;
}

function OwnPicturePaused({ state: { media, participants } }: { state: RoomState }) {
  const { t } = useTranslation("room");
  const isPaused = media.camera.on && participants.some(({ sending }) => sending === "paused");
  return isPaused && <Banner icon={<SignalLow size={20} aria-hidden />} text={t("room.ownPaused")} />;
}

function CarrierAway({ state }: { state: RoomState }) {
  const { t } = useTranslation("room");
  return state.isCarrierAway && <Banner icon={<Unplug size={20} aria-hidden />} text={t("room.carrierAway")} />;
}
