import { MonitorUp, MonitorX, RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { canShareScreen } from "@/call/screen";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/ui/Menu";

import { RoundButton } from "../components/RoundButton";
import type { Room } from "../room";
import { may, type RoomState } from "../room-state";

interface ShareProps {
  room: Room;
  state: RoomState;
}

/** Shares at once; while something is shared, it opens what can be done about that. */
export function ShareButton({ room, state, className }: ShareProps & { className?: string }) {
  const { t } = useTranslation("stage");
  if (!canShareScreen()) return null;
  if (state.screen.screen === null) {
    const mayShare = may(state, "screen");
    return (
      <RoundButton
        className={className}
        label={t(mayShare ? "share" : "notAllowed")}
        icon={<MonitorUp size={22} aria-hidden />}
        aria-disabled={!mayShare}
        disabled={state.screen.asking}
        onClick={() => mayShare && void room.screen.start()}
      />
    );
  }
  return (
    <Menu
      trigger={
        <RoundButton
          className={`bg-accent! text-on-accent! ${className ?? ""}`}
          label={t("ownScreen")}
          icon={<MonitorUp size={22} aria-hidden />}
        />
      }
    >
      <MenuChoice
        label={t("content")}
        value={state.screen.content}
        options={[
          { value: "text", text: t("text") },
          { value: "film", text: t("film") },
        ]}
        onChange={(content) => room.screen.setContent(content)}
      />
      <MenuSeparator />
      <MenuItem icon={<RefreshCw size={20} aria-hidden />} onSelect={() => void room.screen.start()}>
        {t("shareOther")}
      </MenuItem>
      <MenuItem danger icon={<MonitorX size={20} aria-hidden />} onSelect={() => room.screen.stop()}>
        {t("stopSharing")}
      </MenuItem>
    </Menu>
  );
}

/** The same on a phone, where it is rare: under "more". Most phones cannot share at all. */
export function ShareItem({ room, state }: ShareProps) {
  const { t } = useTranslation("stage");
  if (!canShareScreen()) return null;
  const isSharing = state.screen.screen !== null;
  return (
    <MenuItem
      className="roomy:hidden"
      disabled={!isSharing && !may(state, "screen")}
      icon={isSharing ? <MonitorX size={20} aria-hidden /> : <MonitorUp size={20} aria-hidden />}
      onSelect={() => (isSharing ? room.screen.stop() : void room.screen.start())}
    >
      {t(isSharing ? "stopSharing" : "share")}
    </MenuItem>
  );
}
