import type { TFunction } from "i18next";

import type { BoardPage } from "./board-document";

export function pageName(t: TFunction<"board">, { name }: BoardPage, index: number): string {
  return name || t("pages.number", { number: index + 1 });
}
