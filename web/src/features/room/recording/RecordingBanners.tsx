import { CircleDot, HardDrive, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";
import { Button } from "@/ui/Button";
import { useNow } from "@/ui/now";

import { Banner } from "../people/Banner";
import type { Room } from "../room";
import { isHost, type RoomState } from "../room-state";
import { BEHIND_MS, isLost, lagOf } from "./recording-state";
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
    <Banner icon={<CircleDot size={20} aria-hidden />} text={t("trouble.copied", { name })}>
      <Button variant="quiet" onClick={() => setRead(true)}>
        {t("trouble.read")}
      </Button>
    </Banner>
  );
}

/** To hosts: whose recording does not get through. Each is read once, and said again only when it has recovered in between. */
function Behind({ state }: { state: RoomState }) {
  const { t } = useTranslation("recording");
  const now = useNow() + state.recording.aheadMs;
  const [read, setRead] = useState<readonly string[]>([]);
  const late = state.participants.filter((person) => lagOf(state.recording, person, now) > BEHIND_MS);
  const news = late.filter(({ id }) => !read.includes(id));
  const stillRead = read.filter((id) => late.some((person) => person.id === id));
  if (stillRead.length < read.length) setRead(stillRead);
  if (news.length === 0) return null;
  const names = new Intl.ListFormat(locale()).format(news.map(({ name }) => name));
  return (
    <Banner icon={<TriangleAlert size={20} aria-hidden />} text={t("trouble.behind", { count: news.length, names })}>
      <Button variant="quiet" onClick={() => setRead(late.map(({ id }) => id))}>
        {t("trouble.read")}
      </Button>
    </Banner>
  );
}
