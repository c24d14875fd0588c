import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type { Replay, Span } from "@/replay/manifest";
import type { ReplayClock } from "@/replay/replay-clock";

import { changeRecording } from "../api";
import { SHORTEST_MS } from "./TrimHandles";

export type Trim = ReturnType<typeof useTrim>;

/** Choosing what is shown. Meanwhile all of it can be played, to look for the right moments. */
export function useTrim({ replay, clock, onClose }: { replay: Replay; clock: ReplayClock; onClose: () => void }) {
  const { id, from_ms, to_ms, duration_ms } = replay;
  const [part, setPart] = useState<Span>([from_ms, to_ms]);
  useEffect(() => {
    clock.setRange(0, duration_ms);
    return () => clock.setRange(from_ms, to_ms);
  }, [clock, from_ms, to_ms, duration_ms]);
  const save = useMutation({
    mutationFn: () =>
      changeRecording(id, { from_ms: part[0] > 0 ? part[0] : null, to_ms: part[1] < duration_ms ? part[1] : null }),
    onSuccess: onClose,
  });
  /** The moved edge is what one wants to see. */
  const onChange = (changed: Span, moved: "start" | "end") => {
    setPart(changed);
    clock.seek(changed[moved === "start" ? 0 : 1]);
  };
  const onHere = (which: "start" | "end") => {
    const here = Math.round(clock.position);
    setPart(([start, end]) =>
      which === "start" ? [Math.min(here, end - SHORTEST_MS), end] : [start, Math.max(here, start + SHORTEST_MS)],
    );
  };
  const isWhole = part[0] === 0 && part[1] === duration_ms;
  return { part, axis: [0, duration_ms] as Span, save, isWhole, onChange, onHere, onWhole: () => setPart([0, duration_ms]), onClose };
}
