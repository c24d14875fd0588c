import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DeviceProblem } from "@/call/devices";
import type { LocalMedia, LocalMediaState } from "@/call/local-media";
import { Button } from "@/ui/Button";

import { browserName } from "../browser-name";
import { Banner } from "../people/Banner";

type What = "both" | "microphone" | "camera";

/** What stands between this person and their devices, and the way out, in the words of their browser. */
export function DeviceHelp({ media, state, asBanner = false }: { media: LocalMedia; state: LocalMediaState; asBanner?: boolean }) {
  const microphone = state.microphone.problem;
  const camera = state.camera.problem;
  if (microphone !== null && microphone === camera) {
    const retry = () => void media.start();
    return <Help what="both" problem={microphone} onRetry={retry} asBanner={asBanner} />;
  }
  return (
    <>
      {microphone && <Help what="microphone" problem={microphone} onRetry={() => void media.setMicrophone(true)} asBanner={asBanner} />}
      {camera && <Help what="camera" problem={camera} onRetry={() => void media.setCamera(true)} asBanner={asBanner} />}
    </>
  );
}

interface HelpProps {
  what: What;
  problem: DeviceProblem;
  onRetry: () => void;
  /** Above the stage, where it takes a line. */
  asBanner: boolean;
}

function Help({ what, problem, onRetry, asBanner }: HelpProps) {
  const { t } = useTranslation("room");
  const { title, text } = useHelp(what, problem);
  const canRetry = problem !== "insecure" && problem !== "unsupported";
  const retry = canRetry && (
    <Button variant="secondary" onClick={onRetry}>
      {t("help.retry")}
    </Button>
  );
  if (asBanner) {
    return (
      <div data-device-problem={problem}>
        <Banner icon={<TriangleAlert size={20} aria-hidden />} text={<span className="font-semibold">{title}</span>} more={text}>
          {retry}
        </Banner>
      </div>
    );
  }
  return (
    <div role="status" data-device-problem={problem} className="flex gap-3 rounded-card bg-attention-soft p-4">
      <TriangleAlert size={20} className="mt-0.5 shrink-0 text-yellow" aria-hidden />
      <div className="flex min-w-0 flex-col items-start gap-2">
        <p className="font-semibold">{title}</p>
        <p>{text}</p>
        {retry && <div className="mt-1">{retry}</div>}
      </div>
    </div>
  );
}

function useHelp(what: What, problem: DeviceProblem): { title: string; text: string } {
  const { t } = useTranslation("room");
  const words = { what: t(`help.what.${what}`) };
  const browser = browserName();
  switch (problem) {
    case "denied":
      return { title: t("help.deniedTitle", words), text: t(`help.denied.${browser}`) };
    case "denied-by-system":
      return { title: t("help.systemTitle", words), text: t("help.system") };
    case "busy":
      return { title: t("help.busyTitle", words), text: t(`help.busy.${browser}`) };
    default:
      return { title: t(`help.${problem}Title`, words), text: t(`help.${problem}`) };
  }
}
