import { useEffect, useRef } from "react";

import { cx } from "@/ui/cx";

interface PictureProps {
  stream: MediaStream | null;
  /** One's own picture is shown as in a mirror, as everyone is used to. */
  mirrored?: boolean;
  hidden?: boolean;
  /** Nothing of it may be cut off. */
  whole?: boolean;
  label?: string | undefined;
}

/** A moving picture without its sound: muted, it always plays. Sound is RemoteSounds' affair. */
export function Picture({ stream, mirrored = false, hidden = false, whole = false, label }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      muted
      autoPlay
      playsInline
      aria-label={label}
      aria-hidden={label === undefined || hidden}
      className={cx(
        "absolute inset-0 size-full",
        whole ? "object-contain" : "object-cover",
        mirrored && "-scale-x-100",
        hidden && "opacity-0",
      )}
    />
  );
}
