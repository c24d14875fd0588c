import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Deeds, Participant } from "@/call/protocol";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { ConfirmDialog } from "@/ui/Dialog";
import { useNow } from "@/ui/now";

import type { Room } from "../room";
import { isHost, mayPauseRecording, type RoomState } from "../room-state";
import { exactTime, useRecordedWords } from "./words";

interface RecordingPanelProps {
  room: Pick<Room, "do" | "setRecorded">;
  state: RoomState;
}

/** Who is recorded, how far that is saved, and what can be done about it. */
export default function RecordingPanel({ room, state }: RecordingPanelProps) {
  const { t } = useTranslation(["recording", "room"]);
  const { recording, me, participants } = state;
  return (
    <>
      <div className="flex flex-col gap-3">
        <p role="status">
          {recording.since !== null && recording.state !== "off"
            ? t(`panel.${recording.state}`, { time: exactTime(Date.parse(recording.since) - recording.aheadMs) })
            : t("panel.off")}
        </p>
        <Controls room={room} state={state} />
      </div>
      {(recording.state !== "off" || recording.since !== null) && (
        <ul className="flex flex-col gap-3" aria-label={t("panel.people")}>
          {me && <Person person={me} state={state} isOwn />}
          {participants.map((participant) => (
            <Person key={participant.id} person={participant} state={state} />
          ))}
        </ul>
      )}
      <OwnConsent room={room} state={state} />
    </>
  );
}

/** Hosts start and stop; of two people both may pause. */
function Controls({ room, state }: RecordingPanelProps) {
  const { t } = useTranslation("recording");
  const [busy, setBusy] = useState(false);
  const [stopping, setStopping] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const host = isHost(state);
  const { state: now, since } = state.recording;

  async function say(deed: Extract<keyof Deeds, `${string}-recording`>) {
    setBusy(true);
    await room.do(deed, {});
    setBusy(false);
    setStopping(false);
  }

  if (now === "off") {
    if (!host) return null;
    return (
      <Button busy={busy && t("panel.busy")} onClick={() => void say("start-recording")}>
        {t(since === null ? "panel.start" : "panel.startAgain")}
      </Button>
    );
  }
  if (!mayPauseRecording(state)) return null;
  const isOn = now === "on";
  return (
    <div className="flex flex-wrap gap-3">
      <Button
        ref={first}
        variant={isOn ? "secondary" : "primary"}
        className="grow"
        onClick={() => void say(isOn ? "pause-recording" : "resume-recording")}
      >
        {t(isOn ? "panel.pause" : "panel.resume")}
      </Button>
      {host && (
        <Button variant="secondary" className="grow" onClick={() => setStopping(true)}>
          {t("panel.stop")}
        </Button>
      )}
      <ConfirmDialog
        open={stopping}
        onOpenChange={setStopping}
        title={t("stop.title")}
        action={t("stop.action")}
        busy={busy && t("panel.busy")}
        danger
        onConfirm={() => void say("stop-recording")}
        returnTo={first}
      >
        {t("stop.text")}
      </ConfirmDialog>
    </div>
  );
}

function Person({ person, state, isOwn = false }: { person: Participant; state: RoomState; isOwn?: boolean }) {
  const { t } = useTranslation("room");
  const words = useRecordedWords();
  const now = useNow();
  const { text, isTrouble } = words(state, person, now);
  return (
    <li data-recorded={person.recorded === true} className="flex min-h-12 items-center gap-3">
      <Avatar name={person.name} />
      <div className="min-w-0 flex-1">
        <p className="truncate" title={person.name}>
          {isOwn ? t("you", { name: person.name }) : person.name}
        </p>
        <p className={cx("tabular text-sm", isTrouble ? "text-yellow" : "text-quiet")}>{text}</p>
      </div>
    </li>
  );
}

/** One's own yes or no. A no counts for what was before, too: that is asked first. */
function OwnConsent({ room, state }: RecordingPanelProps) {
  const { t } = useTranslation("recording");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { me, session } = state;
  if (!me || !session) return null;

  async function answer(recorded: boolean) {
    setBusy(true);
    await room.setRecorded(recorded);
    setBusy(false);
    setAsking(false);
  }

  const isRecorded = me.recorded === true;
  return (
    <section aria-labelledby="own-consent" className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 id="own-consent" className="text-sm font-semibold text-quiet">
        {t("own.title")}
      </h3>
      <p className="text-sm">
        {isRecorded
          ? `${t("own.recorded")} ${t(me.role === "teacher" ? "green.seenTeacher" : "green.seen", { teacher: session.teacher_name })}`
          : t("own.notRecorded")}
      </p>
      <Button
        ref={button}
        variant="secondary"
        busy={busy && t("panel.busy")}
        onClick={() => (isRecorded ? setAsking(true) : void answer(true))}
      >
        {t(isRecorded ? "own.withdraw" : "own.agree")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("withdraw.title")}
        action={t("withdraw.action")}
        busy={busy && t("panel.busy")}
        danger
        onConfirm={() => void answer(false)}
        returnTo={button}
      >
        {t("withdraw.text")}
      </ConfirmDialog>
    </section>
  );
}
