import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./Button";

interface CopyFieldProps {
  label: string;
  value: string;
  /** What is copied, when it is more than what is shown. */
  copies?: string;
}

/** A code to read out, with a button that copies it and says so. */
export function CopyField({ label, value, copies = value }: CopyFieldProps) {
  const { t } = useTranslation();
  const [state, copy] = useCopy();
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <p className="text-sm text-quiet">{label}</p>
        <p className="font-mono break-all select-all">{value}</p>
      </div>
      <Button variant="quiet" className="shrink-0" aria-label={t("copy.what", { what: label })} onClick={() => copy(copies)}>
        <CopyLabel state={state} />
      </Button>
    </div>
  );
}

type CopyState = "idle" | "copied" | "failed";

export function CopyLabel({ state }: { state: CopyState }) {
  const { t } = useTranslation();
  const Icon = state === "copied" ? Check : Copy;
  const words = { idle: "copy.idle", copied: "copy.copied", failed: "copy.failed" } as const;
  return (
    <>
      <Icon size={20} aria-hidden />
      <span role="status">{t(words[state])}</span>
    </>
  );
}

/** Copies to the clipboard and remembers for two seconds how that went. */
export function useCopy(): [CopyState, (text: string) => void] {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  function copy(text: string) {
    // Plain HTTP on a local network has no clipboard; then the person selects the text.
    if (!("clipboard" in navigator)) return setState("failed");
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  }
  return [state, copy];
}
