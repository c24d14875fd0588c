import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import type { Certificates } from "@/call/e2ee/certificates";
import { codeOfConnection } from "@/call/e2ee/code";

import { CodePictures, useCode } from "./CodePictures";

/** The code of the connection between this browser and somebody else's, and what it is good for. */
export function ConnectionCode({ participant }: { participant: RemoteParticipant }) {
  const { t } = useTranslation("privacy");
  const { name, certificates, link } = participant;
  if (certificates === null) {
    const isMade = link === "connected";
    return <p className={isMade ? "text-danger" : "text-quiet"}>{t(isMade ? "code.strange" : "code.notYet", { name })}</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      <Pictures certificates={certificates} label={t("code.with", { name })} />
      <p>{t("code.compare", { name })}</p>
      <p>{t("code.proves", { name })}</p>
      <p>{t("code.differs")}</p>
      <p className="text-sm text-quiet">{t("code.changes")}</p>
    </div>
  );
}

function Pictures({ certificates, label }: { certificates: Certificates; label: string }) {
  return <CodePictures code={useCode(certificates, codeOfConnection)} label={label} />;
}
