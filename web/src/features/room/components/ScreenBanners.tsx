import { MonitorUp, MonitorX, ScreenShareOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DeviceProblem } from "@/call/devices";
import { Button } from "@/ui/Button";

import { Banner } from "../people/Banner";
import type { Room } from "../room";
import type { RoomState } from "../room-state";

interface ScreenBannersProps {
  room: { screen: Pick<Room["screen"], "start" | "stop" | "forgetProblem"> };
  state: Pick<RoomState, "screen">;
}

/** What this page shares, or could not share. One's own screen is not shown again: it would show itself without end. */
export function ScreenBanners({ room, state: { screen } }: ScreenBannersProps) {
  const { t } = useTranslation(["stage", "people"]);
  return (
    <>
      {screen.problem && (
        <Banner icon={<ScreenShareOff size={20} aria-hidden />} text={t(`problem.${explained(screen.problem)}`)}>
          <Button variant="quiet" onClick={() => room.screen.forgetProblem()}>
            {t("people:banner.dismiss")}
          </Button>
          <Button onClick={() => void room.screen.start()}>{t("tryAgain")}</Button>
        </Banner>
      )}
      {screen.screen && (
        <div data-own-screen>
          <Banner icon={<MonitorUp size={20} aria-hidden />} text={t("ownScreen")}>
            <Button variant="secondary" onClick={() => room.screen.stop()}>
              <MonitorX size={20} aria-hidden />
              {t("stopSharing")}
            </Button>
          </Banner>
        </div>
      )}
    </>
  );
}

function explained(problem: DeviceProblem): "denied" | "denied-by-system" | "other" {
  return problem === "denied" || problem === "denied-by-system" ? problem : "other";
}
