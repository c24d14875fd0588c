import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { playTone } from "@/call/check/tone";
import { usePageTitle } from "@/ui/PageHeading";

import type { RoomState } from "../room-state";

/** Who waits shall be noticed by a host who looks at another tab: its title counts them, and a newcomer is heard. */
export function useKnocks({ lobby, rules, session }: RoomState): void {
  const { t } = useTranslation(["people", "room"]);
  const title = session?.title ?? t("room:title");
  usePageTitle(lobby.length > 0 ? t("lobby.tab", { count: lobby.length, title }) : title);
  const known = useRef(new Set(lobby.map(({ id }) => id)));
  useEffect(() => {
    const isNews = lobby.some(({ id }) => !known.current.has(id));
    known.current = new Set(lobby.map(({ id }) => id));
    // Whoever locks the room does not want to be disturbed.
    if (isNews && !rules.locked) chime();
  }, [lobby, rules.locked]);
}

/** A page that was never touched may not make a sound; trying would only keep an audio device busy. */
function chime(): void {
  if (navigator.userActivation?.hasBeenActive ?? true) void playTone();
}
