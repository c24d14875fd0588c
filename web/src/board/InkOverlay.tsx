import { getFreeDrawSvgPath } from "@excalidraw/excalidraw";
import { useEffect, useRef } from "react";

import type { BoardElement } from "./board-document";
import type { BoardSession } from "./board-session";
import type { Viewport } from "./views";

interface InkOverlayProps {
  session: BoardSession;
  /** Is given the function that draws anew, for when the board is moved below. */
  onDraw: (draw: () => () => void) => void;
}

/** What others draw at this moment, above what is drawn. A canvas of its own: the drawing below need not be painted again. */
export function InkOverlay({ session, onDraw }: InkOverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      if (!canvas.current) return;
      const drawings = session.ink.on(session.pageId, Date.now());
      paint(canvas.current, drawings, session.viewport());
      // Until the last of them is finished or forgotten.
      if (drawings.length > 0) drawSoon();
    };
    const drawSoon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const stopWatching = session.ink.watch(drawSoon);
    onDraw(() => drawSoon);
    return () => {
      stopWatching();
      cancelAnimationFrame(frame);
    };
  }, [session, onDraw]);
  return <canvas ref={canvas} aria-hidden data-live-ink className="pointer-events-none absolute inset-0 z-2 size-full" />;
}

function paint(canvas: HTMLCanvasElement, drawings: readonly BoardElement[], { scrollX, scrollY, zoom, width, height }: Viewport): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = window.devicePixelRatio;
  // Also clears it.
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.dataset.drawings = String(drawings.length);
  for (const element of drawings) {
    context.setTransform(scale * zoom, 0, 0, scale * zoom, (element.x + scrollX) * zoom * scale, (element.y + scrollY) * zoom * scale);
    context.globalAlpha = element.opacity / 100;
    context.strokeStyle = context.fillStyle = element.strokeColor;
    context.lineWidth = element.strokeWidth;
    if (element.type === "freedraw") context.fill(new Path2D(getFreeDrawSvgPath(element)));
    else context.stroke(outline(element));
  }
}

/** Only its shape: how it really looks comes with the element itself. */
function outline(element: BoardElement): Path2D {
  const path = new Path2D();
  const { width, height } = element;
  if (element.type === "line" || element.type === "arrow") {
    for (const [x, y] of element.points) path.lineTo(x, y);
  } else if (element.type === "ellipse") {
    path.ellipse(width / 2, height / 2, Math.abs(width / 2), Math.abs(height / 2), 0, 0, 2 * Math.PI);
  } else if (element.type === "diamond") {
    path.moveTo(width / 2, 0);
    path.lineTo(width, height / 2);
    path.lineTo(width / 2, height);
    path.lineTo(0, height / 2);
    path.closePath();
  } else {
    path.rect(0, 0, width, height);
  }
  return path;
}
