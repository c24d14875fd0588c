import { lazy, Suspense } from "react";

import { loadTexts } from "@/i18n/i18n";

import type { ExportDialogProps } from "./ExportDialog";

const Dialog = lazy(async () => {
  const [module] = await Promise.all([import("./ExportDialog"), loadTexts("exports")]);
  return module;
});

/** Fetched, with its texts, when somebody opens it. */
export function ExportDialog(props: ExportDialogProps) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
