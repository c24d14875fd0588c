import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Stroke } from "@/run/outputs";
import { CANVAS_HEIGHT, CANVAS_WIDTH, TurtleCanvas } from "@/run/turtle-canvas";

export function Drawing({ strokes, atOnce }: { strokes: Stroke[]; atOnce: boolean }) {
  const { t } = useTranslation("code");
  const element = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ canvas: TurtleCanvas; count: number }>(null);
  useEffect(() => {
    if (!element.current) return;
    const canvas = new TurtleCanvas(element.current);
    drawn.current = { canvas, count: 0 };
    return () => canvas.stop();
  }, []);
  useEffect(() => {
    if (!drawn.current) return;
    drawn.current.canvas.add(strokes.slice(drawn.current.count), atOnce);
    drawn.current.count = strokes.length;
  }, [strokes, atOnce]);
  return (
    <canvas
      ref={element}
      role="img"
      aria-label={t("output.drawing")}
      className="w-full max-w-[600px] rounded-small border border-line"
      style={{ aspectRatio: `${CANVAS_WIDTH} / ${CANVAS_HEIGHT}` }}
    />
  );
}
