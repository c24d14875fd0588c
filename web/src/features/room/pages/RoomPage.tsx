import { useState } from "react";
import { useTranslation } from "react-i18next";

import { canCall } from "@/call/devices";
import { BrowserNotice } from "@/ui/BrowserNotice";
import { usePageTitle } from "@/ui/PageHeading";
import { useSlate } from "@/ui/useSlate";

import { Door } from "../components/Door";
import { Frame } from "../components/Frame";
import { GreenRoom } from "../components/GreenRoom";
import { Over } from "../components/Over";
import { PasscodeForm } from "../components/PasscodeForm";
import { RoomView } from "../components/RoomView";
import { Waiting } from "../components/Waiting";
import type { Room } from "../room";
import { useRoom, useRoomState } from "../useRoom";

export interface RoomPageProps {
  meetingId: string;
  /** From the link, taken out of the address bar. */
  passcode: string | null;
  /** Known when the room was opened from a list of one's own sessions. */
  sessionId: string | null;
}

export default function RoomPage(props: RoomPageProps) {
  useSlate();
  return canCall() ? <Visit {...props} /> : <WrongBrowser />;
}

/** One stay in the room after another: going back in begins anew. */
function Visit({ meetingId, passcode, sessionId }: RoomPageProps) {
  const [visit, setVisit] = useState(1);
  const [typedPasscode, setTypedPasscode] = useState<string | null>(null);
  const room = useRoom({ meetingId, passcode: typedPasscode ?? passcode, sessionId }, visit);
  if (room === null) return <Arriving />;
  return <Stage room={room} onAgain={() => setVisit(visit + 1)} onPasscode={setTypedPasscode} />;
}

interface StageProps {
  room: Room;
  onAgain: () => void;
  onPasscode: (passcode: string) => void;
}

function Stage({ room, onAgain, onPasscode }: StageProps) {
  const state = useRoomState(room);
  switch (state.stage) {
    case "arriving":
      return <Arriving />;
    case "needs-passcode":
      return <PasscodeForm onPasscode={onPasscode} />;
    case "no-entry":
      return state.problem && <Door problem={state.problem} onRetry={onAgain} />;
    case "green":
      return <GreenRoom room={room} state={state} />;
    case "waiting":
      return <Waiting room={room} state={state} />;
    case "room":
      return <RoomView room={room} state={state} />;
    case "over":
      return <Over state={state} onAgain={onAgain} />;
  }
}

function Arriving() {
  const { t } = useTranslation("room");
  usePageTitle(t("title"));
  return (
    <Frame>
      <p role="status" className="text-lg text-quiet">
        {t("arriving")}
      </p>
    </Frame>
  );
}

function WrongBrowser() {
  const { t } = useTranslation("room");
  usePageTitle(t("title"));
  return (
    <Frame>
      <BrowserNotice />
    </Frame>
  );
}
