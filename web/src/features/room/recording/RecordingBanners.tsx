import { CircleDot, HardDrive, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";

import { Banner } from "../people/Banner";
import type { Room } from "../room";
import { isHost, type RoomState } from "../room-state";
import { Behind } from "./Behind";
import { isLost } from "./recording-state";
import { copierOf } from "./words";

interface RecordingBannersProps {
  room: Pick<Room, "setRecorded">;
  state: RoomState;
}

/** What about the recording wants an answer, or somebody's help. */
export default function RecordingBanners({ room, state }: RecordingBannersProps) {
  const { recording, me } = state;
  if (me === null) return null;
  return (
    <>
      {me.recorded === null && <Question room={room} />}
      {me.recorded === true && <OwnTrouble own={recording.own} isLost={isLost(me)} />}
      {me.recorded === true && me.copied_by !== null && <Copied name={copierOf(state, me) ?? ""} />}
      {isHost(state) && <Behind state={state} />}
    </>
  );
}

/** For whoever came in before there was anything to ask. Until they answer nothing of them is recorded. */
function Question({ room }: Pick<RecordingBannersProps, "room">) {
  const { t } = useTranslation("recording");
  return (
    <Banner icon={<CircleDot size={20} aria-hidden />} text={t("question.text")}>
      <Button variant="quiet" onClick={() => void room.setRecorded(false)}>
        {t("question.no")}
      </Button>
      <Button onClick={() => void room.setRecorded(true)}>{t("question.yes")}</Button>
    </Banner>
  );
}

function OwnTrouble({ own, isLost }: { own: RoomState["recording"]["own"]; isLost: boolean }) {
  const { t } = useTranslation("recording");
  if (own?.isFull) return <Banner icon={<HardDrive size={20} aria-hidden />} text={t("trouble.full")} />;
  if (isLost || own?.impossible.includes("microphone")) return <Banner icon={<TriangleAlert size={20} aria-hidden />} text={t("trouble.cannot")} />;
  return null;
}

/** To whoever's browser cannot record: another's does it. */
function Copied({ name }: { name: string }) {
  const { t } = useTranslation("recording");
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <Banner toRead icon={<CircleDot size={20} aria-hidden />} text={t("trouble.copied", { name })}>
      <Button variant="quiet" onClick={() => setRead(true)}>
        {t("trouble.read")}
      </Button>
    </Banner>
  );
}
