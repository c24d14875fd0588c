import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Output } from "@/run/outputs";
import { showPage } from "@/run/page/page-frame";
import { Button } from "@/ui/Button";

import { withOutput } from "../runs/shown-run";

interface PageViewProps {
  html: string;
  /** Made by whoever looks, just now. */
  isOwn: boolean;
}

/**
 * Somebody else's page runs in my browser when I say so, and not because they did: its scripts may keep a browser busy that has
 * one process for the frame and for the lesson.
 */
export function PageView({ html, isOwn }: PageViewProps) {
  const { t } = useTranslation("code");
  const [isWanted, setWanted] = useState(isOwn);
  if (isWanted) return <Page html={html} />;
  return (
    <Button variant="secondary" className="self-start" onClick={() => setWanted(true)}>
      {t("output.showPage")}
    </Button>
  );
}

/** In a frame that reaches nothing, and below it what its scripts say. */
function Page({ html }: { html: string }) {
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
