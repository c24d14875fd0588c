import { type ComponentProps, lazy, Suspense } from "react";

/** Fetched when somebody opens them. */
const Captions = lazy(() => import("./CaptionsDialog"));
const Continue = lazy(() => import("./continue/ContinueDialog"));

export function CaptionsDialog(props: ComponentProps<typeof Captions>) {
  return (
    <Suspense>
      <Captions {...props} />
    </Suspense>
  );
}

export function ContinueDialog(props: ComponentProps<typeof Continue>) {
  return (
    <Suspense>
      <Continue {...props} />
    </Suspense>
  );
}
