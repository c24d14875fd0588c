import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";

import type { RoomState } from "../room-state";
import { ConnectionCode } from "./ConnectionCode";
import { InfoDialog } from "./InfoDialog";

interface PersonCheckProps {
  participant: RemoteParticipant;
  carrier: RoomState["carrier"];
  onClose: () => void;
  returnFocus: () => void;
}

/** Whether anybody sits between this browser and one other person's. */
export default function PersonCheck({ participant, carrier, onClose, returnFocus }: PersonCheckProps) {
  const { t } = useTranslation("privacy");
  const { name, certificates } = participant;
  const isOverServer = certificates === null && carrier.kind === "sfu";
  return (
    <InfoDialog title={t("code.with", { name })} onClose={onClose} returnFocus={returnFocus}>
      {isOverServer ? <p>{t("code.overServer", { name })}</p> : <ConnectionCode participant={participant} />}
    </InfoDialog>
  );
}
