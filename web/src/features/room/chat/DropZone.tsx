import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface DropZoneProps {
  onFiles: (files: readonly File[]) => void;
  isActive: boolean;
  className: string;
  children: ReactNode;
}

/** Takes files that are dragged onto it. The button and pasting do the same without a mouse. */
export function DropZone({ onFiles, isActive, className, children }: DropZoneProps) {
  const { t } = useTranslation("chat");
  const [isOver, setOver] = useState(false);
  // Every child that is entered or left says so too.
  const depth = useRef(0);

  function follow(event: DragEvent, change: number) {
    if (!isActive || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + change);
    setOver(depth.current > 0);
  }

  function drop(event: DragEvent) {
    follow(event, -depth.current);
    if (isActive && event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
  }

  return (
    <div
      className={`relative ${className}`}
      onDragEnter={(event) => follow(event, 1)}
      onDragLeave={(event) => follow(event, -1)}
      onDragOver={(event) => follow(event, 0)}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <p className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-card border-2 border-dashed border-accent bg-raised/90 p-4 text-center font-semibold">
          {t("files.drop")}
        </p>
      )}
    </div>
  );
}
