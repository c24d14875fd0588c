import { useEffect, useRef, useState } from "react";

import type { ReplayTrack } from "@/replay/manifest";
import type { Timeline } from "@/replay/timeline";

/** A small picture of a moment, from the screen or camera that mattered then. Nothing where there is no picture. */
export function Preview({ timeline, ms }: { timeline: Timeline; ms: number }) {
  const track = timeline.pictureAt(ms);
  return track && <Film key={track.id} track={track} ms={ms} />;
}

function Film({ track, ms }: { track: ReplayTrack; ms: number }) {
  const film = useRef<HTMLVideoElement>(null);
  const wanted = useRef(0);
  const seconds = (ms - track.starts_ms) / track.rate / 1_000;
  // The link of its beginning is good for as long as somebody moves a pointer.
  const [src] = useState(track.src);
  useEffect(() => {
    wanted.current = seconds;
    const element = film.current;
    // One after the other: while it looks for a picture, only the last wish is remembered.
    if (element && !element.seeking && element.readyState > 0) element.currentTime = seconds;
  }, [seconds]);
  const goOn = () => {
    const element = film.current;
    if (element && Math.abs(element.currentTime - wanted.current) > 0.05) element.currentTime = wanted.current;
  };
  return (
    <video ref={film} src={src} muted preload="auto" aria-hidden className="aspect-video w-full bg-ground object-contain" onLoadedMetadata={goOn} onSeeked={goOn} />
  );
}
