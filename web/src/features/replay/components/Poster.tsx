import { AudioLines, MonitorUp, Presentation, Radio, Video } from "lucide-react";
import { useState } from "react";

import type { Recording } from "@/api/types";
import { formatDuration } from "@/i18n/dates";
import { cx } from "@/ui/cx";

import { useSteadySource } from "./steady-source";

interface PosterProps {
  recording: Recording;
  /** Its width; it is 16:9. */
  className: string;
}

/** What a lesson was, in one picture, and how long it is. Where there is no picture (yet): what was captured of it. */
export function Poster({ recording, className }: PosterProps) {
  const { poster, duration_ms } = recording;
  const { src, onError } = useSteadySource(poster);
  const [loaded, setLoaded] = useState<string | null>(null);
  return (
    <div
      className={cx("relative aspect-video shrink-0 overflow-hidden rounded-card bg-slate-ink", EDGE, className)}
      data-poster={src === null ? "none" : loaded === src ? "shown" : "loading"}
    >
      {src === null ? (
        <Captured recording={recording} />
      ) : (
        <>
          {loaded !== src && <div className="absolute inset-0 bg-chalk/10 animate-breathe" />}
          {/* The title stands beside it. */}
          <img
            key={src}
            src={src}
            alt=""
            width={640}
            height={360}
            loading="lazy"
            decoding="async"
            className="absolute inset-0 size-full object-cover"
            onLoad={() => setLoaded(src)}
            onError={onError}
          />
        </>
      )}
      <p className="absolute right-1 bottom-1 rounded-small bg-slate-ink/85 px-1.5 text-sm font-semibold text-chalk tabular">
        {formatDuration(Math.max(1, Math.round(duration_ms / 60_000)))}
      </p>
    </div>
  );
}

/** An empty page is as white as paper, and the dark page as dark as the room. */
const EDGE = "after:pointer-events-none after:absolute after:inset-0 after:rounded-card after:border after:border-line";

function Captured({ recording: { state, kinds } }: { recording: Recording }) {
  const look = { "aria-hidden": true, className: "absolute inset-x-0 top-[18%] mx-auto h-2/5 w-auto text-chalk/70", strokeWidth: 1.5 } as const;
  if (state === "recording") return <Radio {...look} />;
  if (kinds.includes("screen")) return <MonitorUp {...look} />;
  if (kinds.includes("camera")) return <Video {...look} />;
  return kinds.includes("microphone") ? <AudioLines {...look} /> : <Presentation {...look} />;
}
