import { useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { accessToken, useUser } from "@/api/auth";
import type { Session } from "@/api/types";
import { Board } from "@/board/lazy";
import { openDocument } from "@/documents/shared-document";

import { DocumentFrame } from "../components/DocumentFrame";

const NOBODY: readonly string[] = [];

/** The board outside of the lesson. */
export function BoardPage() {
  const { t } = useTranslation("board");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId/board" });
  const { place } = useSearch({ from: "/shell/data/signed-in/sessions/$sessionId/board" });
  const { id } = useUser();
  const open = useCallback(() => openDocument({ sessionId, name: "board", person: id, credential: accessToken }), [sessionId, id]);
  const title = (session: Session | undefined) => (session ? t("pageTitle", { title: session.title }) : t("title"));
  return (
    <DocumentFrame sessionId={sessionId} title={title} back={t("back")}>
      {(session) => (
        <Board
          open={open}
          title={session?.title ?? t("title")}
          leaders={session ? [session.teacher.id] : NOBODY}
          isLeader={session?.teacher.id === id}
          isLed={false}
          {...(place && { turnedTo: place })}
          isOver={session?.status === "ended" || session?.status === "cancelled"}
        />
      )}
    </DocumentFrame>
  );
}
