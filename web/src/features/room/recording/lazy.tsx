import { type ComponentProps, lazy, Suspense } from "react";

/** Fetched when somebody opens it. */
const Panel = lazy(() => import("./RecordingPanel"));

export function RecordingPanel(props: ComponentProps<typeof Panel>) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
