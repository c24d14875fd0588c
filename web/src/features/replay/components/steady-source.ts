import { useState } from "react";

interface SteadySource {
  /** null: there is nothing to show. */
  src: string | null;
  onError: () => void;
}

/**
 * Each time a list is asked for it has new links to the same pictures. A picture that is there stays, and only one whose
 * link was over is loaded again by the next one.
 */
export function useSteadySource(newest: string | null): SteadySource {
  const [src, setSrc] = useState(newest);
  const [failed, setFailed] = useState<string | null>(null);
  const isOver = src !== null && failed === src;
  if (src !== newest && (isOver || pathOf(src) !== pathOf(newest))) setSrc(newest);
  return { src: isOver ? null : src, onError: () => setFailed(src) };
}

function pathOf(src: string | null): string | undefined {
  return src?.split("?")[0];
}
