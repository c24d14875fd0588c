import { type DragEvent, type ReactNode, useState } from "react";

import { PdfDialog, type PdfDialogProps } from "./PdfDialog";

interface PdfDropProps extends Pick<PdfDialogProps, "board" | "document" | "behind" | "onPage"> {
  mayWrite: boolean;
  children: ReactNode;
}

/** Where a PDF can be dropped. Pictures go on to the drawing surface. */
export function PdfDrop({ mayWrite, children, ...target }: PdfDropProps) {
  const [file, setFile] = useState<File | null>(null);
  function take(event: DragEvent) {
    const dropped = [...event.dataTransfer.files].find(isPdf);
    if (!dropped) return;
    event.preventDefault();
    event.stopPropagation();
    if (mayWrite) setFile(dropped);
  }
  return (
    <div className="relative min-h-0 flex-1" onDropCapture={take}>
      {children}
      {file && <PdfDialog {...target} file={file} onClose={() => setFile(null)} />}
    </div>
  );
}

export function isPdf({ name, type }: File): boolean {
  return type === "application/pdf" || /\.pdf$/i.test(name);
}
