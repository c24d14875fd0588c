import { Megaphone, MicOff, ScreenShareOff, TriangleAlert, VideoOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { MediaKind, Participant, Right } from "@/call/protocol";
import { Button } from "@/ui/Button";

import type { Room } from "../room";
import { may, type Muted, type RoomState } from "../room-state";
import { Banner } from "./Banner";
import { RemoveDialog } from "./RemoveDialog";

interface OrderBannersProps {
  room: Pick<Room, "do" | "heeded" | "reportRead" | "setMicrophone">;
  state: RoomState;
}

/** What hosts, or the room's rules, did to this page; and, for hosts, who does not keep to them. */
export function OrderBanners({ room, state }: OrderBannersProps) {
  const { t } = useTranslation("people");
  const { muted, askedToUnmuteBy } = state;
  const isSolved = muted !== null && isOn(state, muted.kind);
  useEffect(() => {
    if (isSolved) room.heeded();
  }, [isSolved, room]);
  return (
    <>
      {muted && !isSolved && <SwitchedOff muted={muted} state={state} onRead={() => room.heeded()} />}
      {askedToUnmuteBy !== null && !state.media.microphone.on && may(state, "speak") && (
        <Banner icon={<Megaphone size={20} aria-hidden />} text={t("banner.asked", { by: askedToUnmuteBy })}>
          <Button variant="quiet" onClick={() => room.heeded()}>
            {t("banner.notNow")}
          </Button>
          <Button onClick={() => void room.setMicrophone(true)}>{t("banner.unmute")}</Button>
        </Banner>
      )}
      <Unruly room={room} state={state} />
    </>
  );
}

const ICONS = { audio: MicOff, video: VideoOff, screen: ScreenShareOff };
const NEEDED: Record<MediaKind, Right> = { audio: "speak", video: "video", screen: "screen" };

function SwitchedOff({ muted: { kind, by }, state, onRead }: { muted: Muted; state: RoomState; onRead: () => void }) {
  const { t } = useTranslation("people");
  const Icon = ICONS[kind];
  const done = by === null ? null : t(`banner.muted.${kind}`, { by });
  // Whoever may not switch it on again should not have to find that out by trying.
  const stays = may(state, NEEDED[kind]) ? null : t(`banner.stays.${kind}`);
  return (
    <Banner
      toRead
      icon={<Icon size={20} aria-hidden />}
      text={[done, stays].filter((sentence) => sentence !== null).join(" ") || t("banner.joinMuted")}
    >
      <Button variant="quiet" onClick={onRead}>
        {t("banner.ok")}
      </Button>
    </Banner>
  );
}

function isOn({ media, screen }: RoomState, kind: MediaKind): boolean {
  if (kind === "screen") return screen.screen !== null;
  return kind === "audio" ? media.microphone.on : media.camera.on;
}

function Unruly({ room, state }: OrderBannersProps) {
  const { t } = useTranslation("people");
  const [removing, setRemoving] = useState<Participant | null>(null);
  const { unruly, participants } = state;
  return (
    <>
      {unruly.map((report) => {
        const person = participants.find(({ id }) => id === report.participant_id);
        if (!person) return null;
        return (
          <Banner
            key={`${person.id} ${report.kind}`}
            icon={<TriangleAlert size={20} aria-hidden />}
            text={t(`banner.unruly.${report.kind}`, { name: person.name })}
          >
            <Button variant="quiet" onClick={() => room.reportRead(report)}>
              {t("banner.dismiss")}
            </Button>
            <Button variant="danger" onClick={() => setRemoving(person)}>
              {t("banner.removeUnruly")}
            </Button>
          </Banner>
        );
      })}
      {removing && <RemoveDialog room={room} person={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
