import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { ConnectionCode } from "./ConnectionCode";
import { InfoDialog } from "./InfoDialog";
import { privacyOf } from "./privacy";
import { RoomCode } from "./RoomCode";

interface PrivacyDialogProps {
  room: Pick<Room, "do" | "keys">;
  state: RoomState;
  onClose: () => void;
  returnFocus: () => void;
}

/** Who could see and hear this lesson, how to make sure, and what nobody can promise. */
export default function PrivacyDialog({ room, state, onClose, returnFocus }: PrivacyDialogProps) {
  const { t } = useTranslation("privacy");
  const { keys } = room;
  const { rules, participants, me } = state;
  const privacy = privacyOf(state, keys !== null);
  return (
    <InfoDialog title={t("title")} onClose={onClose} returnFocus={returnFocus}>
      <section className="flex flex-col gap-2" data-privacy={privacy}>
        <h3 className="text-lg">{t(`${privacy}.heading`)}</h3>
        <p>{t(`${privacy}.text`)}</p>
      </section>
      {participants.map((participant) => participant.certificates && <Person key={participant.id} participant={participant} />)}
      {keys && rules.encrypted && <RoomCode keys={keys} participants={participants} isForLater={privacy === "direct"} />}
      <Remark name={privacy === "direct" || privacy === "sealed" ? "reads" : "readsToo"} />
      <Remark name="trust" />
      {rules.encrypted && me?.role === "teacher" && <AllowUnencrypted room={room} />}
    </InfoDialog>
  );
}

/** With many people here a list of codes would hide everything else. */
function Person({ participant }: { participant: RemoteParticipant }) {
  const { t } = useTranslation("privacy");
  return (
    <details className="group rounded-card border border-line px-4">
      <summary className="flex min-h-12 list-none items-center justify-between gap-2 font-semibold [&::-webkit-details-marker]:hidden">
        {t("code.with", { name: participant.name })}
        <ChevronDown size={20} aria-hidden className="shrink-0 text-quiet transition-transform group-open:rotate-180" />
      </summary>
      <div className="pt-1 pb-4">
        <ConnectionCode participant={participant} />
      </div>
    </details>
  );
}

function Remark({ name }: { name: "reads" | "readsToo" | "trust" }) {
  const { t } = useTranslation("privacy");
  return (
    <section className="flex flex-col gap-1 text-sm text-quiet">
      <h3 className="font-semibold">{t(`${name}.heading`)}</h3>
      <p>{t(`${name}.text`)}</p>
    </section>
  );
}

function AllowUnencrypted({ room }: { room: Pick<Room, "do"> }) {
  const { t } = useTranslation("privacy");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function allow() {
    setBusy(true);
    await room.do("set-rules", { encrypted: false });
    setBusy(false);
    setAsking(false);
  }

  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        {t("allow.open")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("allow.title")}
        action={t("allow.action")}
        busy={busy && t("allow.busy")}
        danger
        onConfirm={() => void allow()}
      >
        {t("allow.text")}
      </ConfirmDialog>
    </>
  );
}
