import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DeviceProblem } from "@/call/devices";
import type { LocalMedia, LocalMediaState } from "@/call/local-media";
import { Button } from "@/ui/Button";

import { browserName } from "../browser-name";

type What = "both" | "microphone" | "camera";

/** What stands between this person and their devices, and the way out, in the words of their browser. */
export function DeviceHelp({ media, state }: { media: LocalMedia; state: LocalMediaState }) {
  const microphone = state.microphone.problem;
  const camera = state.camera.problem;
  if (microphone !== null && microphone === camera) {
    const retry = () => void media.start();
    return <Help what="both" problem={microphone} onRetry={retry} />;
  }
  return (
    <>
      {microphone && <Help what="microphone" problem={microphone} onRetry={() => void media.setMicrophone(true)} />}
      {camera && <Help what="camera" problem={camera} onRetry={() => void media.setCamera(true)} />}
    </>
  );
}

function Help({ what, problem, onRetry }: { what: What; problem: DeviceProblem; onRetry: () => void }) {
  const { t } = useTranslation("room");
  const { title, text } = useHelp(what, problem);
  const canRetry = problem !== "insecure" && problem !== "unsupported";
  return (
    <div role="status" data-device-problem={problem} className="flex gap-3 rounded-card bg-attention-soft p-4">
      <TriangleAlert size={20} className="mt-0.5 shrink-0 text-yellow" aria-hidden />
      <div className="flex min-w-0 flex-col items-start gap-2">
        <p className="font-semibold">{title}</p>
        <p>{text}</p>
        {canRetry && (
          <Button variant="secondary" className="mt-1" onClick={onRetry}>
            {t("help.retry")}
          </Button>
        )}
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
