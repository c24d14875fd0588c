import { File, FileArchive, FileAudio, FileImage, FileSpreadsheet, FileText, FileVideo, type LucideIcon } from "lucide-react";

const BY_TYPE: readonly [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/sheet|excel/, FileSpreadsheet],
  [/zip/, FileArchive],
  [/^text\/|pdf|word|document|presentation|powerpoint|rtf|epub/, FileText],
];

/** A sign for a media type. The name beside it says more. */
export function FileIcon({ type }: { type: string }) {
  const Icon = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1] ?? File;
  return <Icon size={20} className="shrink-0 text-quiet" aria-hidden />;
}
