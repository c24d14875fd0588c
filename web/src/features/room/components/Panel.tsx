import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import { ChatPanel } from "../chat/lazy";
import { Keys } from "../controls/Keys";
import People from "../people/PeoplePanel";
import { RecordingPanel } from "../recording/lazy";
import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { AddressNote } from "./AddressNote";
import { DeviceChoice } from "./DeviceChoice";
import { DeviceHelp } from "./DeviceHelp";

export type PanelName = "people" | "chat" | "recording" | "devices" | "keys";

interface PanelProps {
  name: PanelName;
  room: Room;
  state: RoomState;
  onClose: () => void;
}

/** At the right on a wide screen, a sheet from below on a phone. */
export function Panel({ name, room, state, onClose }: PanelProps) {
  const { t } = useTranslation("room");
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [name]);
  // Whoever was let in leaves the list, and takes along the button that had the focus.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [state.lobby]);
  return (
    <aside
      aria-labelledby={id}
      data-panel={name}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="z-30 flex flex-col overflow-hidden rounded-card bg-raised animate-appear max-md:absolute max-md:inset-x-2 max-md:bottom-20 max-md:max-h-[max(60%,min(20rem,100%-5.5rem))] max-md:shadow-float md:w-80 md:shrink-0"
    >
      <div className="flex items-center justify-between py-2 pr-2 pl-5">
        <h2 id={id} ref={heading} tabIndex={-1} className="text-lg focus-visible:outline-none">
          {t(`panel.${name}`)}
        </h2>
        <IconButton label={t("panel.close")} icon={<X size={20} aria-hidden />} onClick={onClose} />
      </div>
      {name === "chat" ? (
        <ChatPanel log={room.chat} state={state} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-5 pb-5">
          {name === "people" && <People room={room} state={state} />}
          {name === "recording" && <RecordingPanel room={room} state={state} />}
          {name === "keys" && <Keys />}
          {name === "devices" && (
            <>
              <DeviceHelp media={room.media} state={state.media} />
              <DeviceChoice media={room.media} sound={room.sound} state={state.media} />
              <AddressNote relayOnly={room.relayOnly} isGroup={state.carrier.kind === "sfu"} />
            </>
          )}
        </div>
      )}
    </aside>
  );
}
