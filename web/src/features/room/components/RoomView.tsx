import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SharedStage } from "@/call/protocol";
import { usePageTitle } from "@/ui/PageHeading";

import { ChatNews } from "../chat/lazy";
import { Bar } from "../controls/Bar";
import { Reactions } from "../controls/Reactions";
import { Announcements } from "../people/Announcements";
import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { FIRST_VIEW, type View } from "../view";
import { Announcer } from "./Announcer";
import { Banners } from "./Banners";
import { BannerStack } from "./BannerStack";
import { LessonBanners } from "./LessonBanners";
import { Panel, type PanelName } from "./Panel";
import { RemoteSounds } from "./RemoteSounds";
import { Stage } from "./Stage";
import { TopLine } from "./TopLine";
import { useVisiblePart } from "./useVisiblePart";

/** People first: drawing buttons and menus takes a slow computer as long as the whole handshake. */
const FURNISHED_AFTER_MS = 250;

/** Inside: people are the light, one bar below, at most one panel at the side. */
export function RoomView({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  usePageTitle(state.session?.title ?? t("title"));
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [view, setView] = useState(FIRST_VIEW);
  const peopleButton = useRef<HTMLButtonElement>(null);
  const chatButton = useRef<HTMLButtonElement>(null);
  useWakeLock();
  const visiblePart = useVisiblePart() ?? undefined;
  const isFurnished = useAfter(FURNISHED_AFTER_MS);

  useShownStage(state.rules.stage, setView);

  const change = (changed: Partial<View>) => setView((before) => ({ ...before, ...changed }));
  const toggle = (name: PanelName) => setPanel(panel === name ? null : name);
  return (
    <div
      data-room={condition(state)}
      // A phone that lies has little height: there the bar is a column at the right.
      className="slate fixed inset-0 flex flex-col overflow-hidden lying:grid lying:grid-cols-[minmax(0,1fr)_auto] lying:grid-rows-[auto_minmax(0,1fr)] lying:px-[env(safe-area-inset-left)]"
      style={visiblePart && { ...visiblePart, bottom: "auto" }}
    >
      <div className="min-h-12 shrink-0">
        {isFurnished && (
          <>
            <TopLine room={room} state={state} onShowRecording={() => toggle("recording")} />
            <BannerStack>
              <Banners room={room} state={state} onShowLobby={() => setPanel("people")} />
              <LessonBanners room={room} state={state} />
            </BannerStack>
            <Announcements room={room} />
          </>
        )}
      </div>
      <div className="flex min-h-0 flex-1 gap-3 px-2 sm:px-3 lying:pb-2">
        <main className="relative min-w-0 flex-1">
          <Stage room={room} state={state} view={view} onView={change} hasMenus={isFurnished} />
          {isFurnished && <Reactions state={state} />}
          {isFurnished && <Announcer news={state.news} />}
        </main>
        {panel && (
          <Panel
            name={panel}
            room={room}
            state={state}
            onClose={() => {
              setPanel(null);
              (panel === "chat" ? chatButton : peopleButton).current?.focus();
            }}
          />
        )}
      </div>
      <div className="min-h-17 shrink-0 lying:col-start-2 lying:row-span-2 lying:row-start-1 lying:min-w-17">
        {isFurnished && (
          <Bar
            room={room}
            state={state}
            view={view}
            onView={change}
            panel={panel}
            onPanel={toggle}
            // The panel says what is wrong and what to do.
            onDeviceProblem={() => setPanel("devices")}
            peopleButton={peopleButton}
            chatButton={chatButton}
          />
        )}
      </div>
      <RemoteSounds sound={room.sound} participants={state.participants} />
      {isFurnished && panel !== "chat" && <ChatNews log={room.chat} />}
    </div>
  );
}

function condition({ joining, reconnecting }: RoomState): "joining" | "reconnecting" | "connected" {
  if (joining) return "joining";
  return reconnecting ? "reconnecting" : "connected";
}

/** What a host shows to everyone opens for everyone, and goes when the host takes it away again. */
function useShownStage(stage: SharedStage, setView: Dispatch<SetStateAction<View>>): void {
  const before = useRef<SharedStage>("people");
  useEffect(() => {
    if (stage === before.current) return;
    before.current = stage;
    setView((view) => ({ ...view, open: stage === "people" ? null : stage, pinned: null }));
  }, [stage, setView]);
}

/** Becomes true a while after the first drawing. */
function useAfter(milliseconds: number): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isAfter;
}

/** The screen of a phone stays on while somebody is in a lesson, where the browser allows it. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      const given = await navigator.wakeLock.request("screen").catch(() => null);
      if (over) void given?.release();
      else lock = given;
    };
    const onVisibility = () => void ask();
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", onVisibility);
      void lock?.release();
    };
  }, []);
}
