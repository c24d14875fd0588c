import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { SharedDocument } from "@/documents/shared-document";
import { loadTexts } from "@/i18n/i18n";
import { useOpened } from "@/ui/useOpened";

import type { BoardProps } from "./Board";

const Surface = lazy(async () => {
  const [module] = await Promise.all([import("./Board"), loadTexts("board")]);
  return module;
});

interface LazyBoardProps extends Omit<BoardProps, "document"> {
  /** Has to stay the same function. */
  open: () => SharedDocument;
}

/** The drawing surface is fetched while the document is loaded: both take their time. */
export function Board({ open, ...props }: LazyBoardProps) {
  const { t } = useTranslation();
  const document = useOpened(open);
  return (
    <Suspense fallback={<p className="p-6 text-quiet">{t("loading")}</p>}>
      {document && <Surface document={document} {...props} />}
    </Suspense>
  );
}
