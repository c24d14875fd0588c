import { Hand, type LucideIcon, Mic, MicOff, ScreenShare, Video, VideoOff } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Participant } from "@/call/protocol";
import type { Judgement } from "@/call/stats";
import { Avatar } from "@/ui/Avatar";
import { cx } from "@/ui/cx";

import { useQualityWords } from "../quality";

export type Shown = Pick<Participant, "name" | "role" | "co_host" | "audio" | "video" | "hand" | "connection"> & {
  sharing: boolean;
  /** Of the connection between this page and theirs; of one's own to all. */
  judgement: Judgement | null;
};

interface RowProps {
  person: Shown;
  /** The name as it stands in the list; one's own says so. */
  shownAs?: string;
  isOwn?: boolean;
  /** What can be done with this person. */
  action?: ReactNode;
  /** What has been opened below. */
  children?: ReactNode;
}

/** One person: name, role, what they have switched on, and how well they are reached, all in words too. */
export function Row({ person, shownAs = person.name, isOwn = false, action, children }: RowProps) {
  const { t } = useTranslation(["people", "room"]);
  const { audio, video, sharing, hand } = person;
  return (
    <li className="flex flex-col gap-2" onKeyDown={keepEscape}>
      <div className="flex min-h-12 items-center gap-3">
        <Avatar name={person.name} />
        <div className="min-w-0 flex-1">
          <p className="truncate" title={shownAs}>
            {shownAs}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-quiet">
            <span>{t(`role.${person.co_host && person.role !== "teacher" ? "coHost" : person.role}`)}</span>
            <Mark icon={audio ? Mic : MicOff} label={t(audio ? "microphoneOn" : "room:panel.microphoneOff")} off={!audio} />
            <Mark icon={video ? Video : VideoOff} label={t(video ? "cameraOn" : "room:panel.cameraOff")} off={!video} />
            {sharing && <Mark icon={ScreenShare} label={t("sharing")} />}
            {hand !== null && <Mark icon={Hand} label={t("handUp")} className="text-yellow" />}
          </p>
          <Connection person={person} isOwn={isOwn} />
        </div>
        {action}
      </div>
      {children}
    </li>
  );
}

/** Escape closes what floats above the panel, and not the panel with it: React hands it on as if that lay inside. */
function keepEscape(event: KeyboardEvent): void {
  const floats = event.target instanceof Node && !event.currentTarget.contains(event.target);
  if (event.key === "Escape" && floats) event.stopPropagation();
}

function Mark({ icon: Icon, label, off = false, className }: { icon: LucideIcon; label: string; off?: boolean; className?: string }) {
  return <Icon size={18} role="img" aria-label={label} className={cx("shrink-0", off ? "text-danger" : "text-ink", className)} />;
}

const COLOURS = { good: "text-quiet", weak: "text-yellow", bad: "text-danger" };

function Connection({ person: { connection, judgement }, isOwn }: { person: Shown; isOwn: boolean }) {
  const { t } = useTranslation("room");
  const inWords = useQualityWords();
  if (connection === "reconnecting") return <p className="text-sm text-yellow">{t("panel.reconnecting")}</p>;
  return judgement && <p className={cx("text-sm", COLOURS[judgement.quality])}>{inWords(judgement, isOwn)}</p>;
}
