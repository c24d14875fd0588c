import { useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { accessToken, useUser } from "@/api/auth";
import type { Session } from "@/api/types";
import { CodeStage } from "@/code/lazy";
import { openDocument } from "@/documents/shared-document";

import { DocumentFrame } from "../components/DocumentFrame";

/** A session's code outside of its room. */
export function SessionCodePage() {
  const { t } = useTranslation("code");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId/code" });
  const { place } = useSearch({ from: "/shell/data/signed-in/sessions/$sessionId/code" });
  const { id, name } = useUser();
  const me = useMemo(() => ({ id, name }), [id, name]);
  const open = useCallback(() => openDocument({ sessionId, name: "code", person: id, credential: accessToken }), [sessionId, id]);
  const title = (session: Session | undefined) => (session ? t("pageTitle", { title: session.title }) : t("title"));
  return (
    <DocumentFrame sessionId={sessionId} title={title} back={t("back")} className="min-h-96">
      {() => <CodeStage open={open} me={me} turnedTo={place ?? null} />}
    </DocumentFrame>
  );
}
