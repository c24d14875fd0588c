import { useEffect, useState } from "react";

import type { SharedDocument } from "@/documents/shared-document";

import { type CodeFile } from "./files/code-files";
import { useFiles } from "./useCode";

/** What fits into a small picture. */
const CHARACTERS = 2_000;
const LOOKED_AT_EVERY_MS = 300;

/** The first file of somebody's code, small, as it is being written. */
export function CodePreview({ document }: { document: SharedDocument }) {
  const [, [file]] = useFiles(document.doc);
  return <pre className="size-full p-2 font-mono text-[0.55rem] leading-tight whitespace-pre">{useText(file)}</pre>;
}

function useText(file: CodeFile | undefined): string {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!file) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      setText(file.text.toJSON().slice(0, CHARACTERS));
    };
    const lookSoon = () => (timer ??= setTimeout(look, LOOKED_AT_EVERY_MS));
    look();
    file.text.observe(lookSoon);
    return () => {
      clearTimeout(timer);
      file.text.unobserve(lookSoon);
    };
  }, [file]);
  return text;
}
