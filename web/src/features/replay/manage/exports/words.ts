import type { TFunction } from "i18next";

import { formatDuration } from "@/i18n/dates";

import type { Export, ExportKind } from "./api";

/** "Film · board and people, 720p", "Chapters" */
export function nameOf(t: TFunction<"exports">, { kind, layout, height }: Pick<Export, "kind" | "layout" | "height">): string {
  const name = t(`kind.${kind}.name`);
  return kind === "video" && layout ? `${name} · ${t(`layout.${layout}`)}, ${height ?? 720}p` : name;
}

/** A film is made at least three times as fast as the lesson went, sound at least twenty times. */
const FASTER = { video: 3, audio: 20 } as const;

/** How long it takes, in a sentence that is true. */
export function howLong(t: TFunction<"exports">, kind: ExportKind, durationMs: number): string {
  if (kind === "video" || kind === "audio") {
    const minutes = Math.max(1, Math.ceil(durationMs / 60_000 / FASTER[kind]));
    return t("takes.minutes", { time: formatDuration(minutes) });
  }
  return t(kind === "bundle" ? "takes.bundle" : "takes.seconds");
}

/** Why there is none, and what to do. */
export function whyNot(t: TFunction<"exports">, reason: Export["reason"]): string {
  return t(`failed.${reason ?? "broke_off"}`);
}
