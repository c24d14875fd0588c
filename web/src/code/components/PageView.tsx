import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Output } from "@/run/outputs";
import { showPage } from "@/run/page/page-frame";

import { withOutput } from "../runs/shown-run";

/** A page in a frame that reaches nothing, and below it what its scripts say. It runs in each browser that shows it. */
export function PageView({ html }: { html: string }) {
  const { t } = useTranslation("code");
  const holder = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<Output[]>([]);
  const title = t("output.page");
  useEffect(() => {
    if (!holder.current) return;
    const frame = showPage(holder.current, title, html, (stream, text) => {
      setSaid((before) => withOutput(before, [{ kind: "text", stream, text }]));
    });
    frame.element.className = "h-full w-full bg-white";
    return () => {
      frame.close();
      setSaid([]);
    };
  }, [html, title]);
  return (
    <div className="flex min-h-80 flex-1 flex-col gap-2">
      <div ref={holder} className="min-h-64 flex-1 overflow-hidden rounded-small border border-line" />
      {said.map((piece, index) => piece.kind === "text" && (
        <pre key={index} className={piece.stream === "err" ? "font-mono text-sm whitespace-pre-wrap text-danger" : "font-mono text-sm whitespace-pre-wrap"}>
          {piece.text}
        </pre>
      ))}
    </div>
  );
}
