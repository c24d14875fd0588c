import { Link, useSearch } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RoomSession } from "@/api/types";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { TextInput } from "@/ui/inputs";

import { storedGuestName } from "../entry";
import { focusOn, textOf } from "../form";
import { GreenNote } from "../privacy/GreenNote";
import { GreenConsent } from "../recording/GreenConsent";
import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { AddressNote } from "./AddressNote";
import { DeviceChoice } from "./DeviceChoice";
import { DeviceHelp } from "./DeviceHelp";
import { Frame } from "./Frame";
import { Preview } from "./Preview";
import { WhenAndWho } from "./WhenAndWho";

/** Getting ready: nobody sees or hears this page yet. */
export function GreenRoom({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  const { session, media, problem } = state;
  if (session === null) return null;
  return (
    <Frame wide>
      <div className="grid items-start gap-6 lying:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)] lg:gap-10">
        <div className="flex flex-col gap-4 max-lg:order-2">
          <Preview media={room.media} state={media} />
          <DeviceHelp media={room.media} state={media} />
        </div>
        <div className="contents lying:flex lying:flex-col lying:gap-4 lg:flex lg:flex-col lg:gap-6">
          <div className="flex flex-col gap-3 max-lg:order-1">
            <PageHeading title={session.title} className="text-2xl! break-words">
              {t("green.heading", { title: session.title })}
            </PageHeading>
            <WhenAndWho state={state} />
          </div>
          <div className="flex flex-col gap-6 max-lg:order-3">
            {problem && <ProblemNotice problem={problem} />}
            <JoinForm room={room} state={state} />
            <GreenConsent room={room} state={state} />
            <details className="group">
              <summary className="inline-flex min-h-11 list-none items-center gap-2 font-semibold [&::-webkit-details-marker]:hidden">
                <ChevronDown size={20} aria-hidden className="text-quiet transition-transform group-open:rotate-180" />
                {t("devices.heading")}
              </summary>
              <div className="pt-2">
                <DeviceChoice media={room.media} sound={room.sound} state={media} />
              </div>
            </details>
            <ConnectionNotes room={room} session={session} />
          </div>
        </div>
      </div>
    </Frame>
  );
}

/** What the connection tells others, and the way to try it out. */
function ConnectionNotes({ room, session }: { room: Room; session: RoomSession }) {
  const { t } = useTranslation("room");
  const search = useSearch({ from: "/video-room/$meetingId" });
  return (
    <div className="flex flex-col items-start gap-2 text-sm text-quiet">
      <Link to="/check/$meetingId" params={{ meetingId: session.meeting_id }} search={search} className="link inline-flex min-h-11 items-center">
        {t("green.check")}
      </Link>
      <AddressNote relayOnly={room.relayOnly} />
      <GreenNote session={session} />
    </div>
  );
}

function JoinForm({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  const [nameMissing, setNameMissing] = useState(false);
  const teacher = state.session?.teacher_name ?? "";
  const needsName = state.isGuest && state.self === null;
  const ready = needsName || state.inside !== null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!needsName) return void room.join(null);
    const name = textOf(event.currentTarget, "name");
    setNameMissing(name === "");
    if (name === "") focusOn(event.currentTarget, "name");
    else void room.join(name);
  }

  const isTeacher = state.self?.role === "teacher";
  const verb = isTeacher && state.session?.status !== "live" ? "open" : state.isExpected ? "join" : "wait";
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {needsName && (
        <Field
          label={t("green.name")}
          help={t("green.nameHelp", { teacher })}
          error={nameMissing ? t("green.nameMissing", { teacher }) : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              name="name"
              autoComplete="name"
              maxLength={80}
              defaultValue={storedGuestName()}
              onChange={() => setNameMissing(false)}
            />
          )}
        </Field>
      )}
      <Button
        type="submit"
        size="large"
        data-join
        disabled={!ready}
        busy={state.joining ? t("green.joining") : ready ? undefined : t("green.preparing")}
      >
        {t(`green.${verb}`)}
      </Button>
      <p className="text-sm text-quiet">{t(hasNothing(state) ? "green.withoutBoth" : "green.seen")}</p>
    </form>
  );
}

function hasNothing({ media: { microphone, camera } }: RoomState): boolean {
  const isOut = (input: typeof microphone) => !input.on && !input.asking;
  return isOut(microphone) && isOut(camera);
}
