import { type ComponentProps, lazy, Suspense } from "react";

/** Fetched by a room that records, and the panel when somebody opens it. */
const Mark = lazy(() => import("./RecordingMark"));
const Banners = lazy(() => import("./RecordingBanners"));
const Panel = lazy(() => import("./RecordingPanel"));

export function RecordingMark(props: ComponentProps<typeof Mark>) {
  if (props.state.recording.state === "off") return null;
  return (
    <Suspense>
      <Mark {...props} />
    </Suspense>
  );
}

export function RecordingBanners(props: ComponentProps<typeof Banners>) {
  if (props.state.recording.state === "off") return null;
  return (
    <Suspense>
      <Banners {...props} />
    </Suspense>
  );
}

export function RecordingPanel(props: ComponentProps<typeof Panel>) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
