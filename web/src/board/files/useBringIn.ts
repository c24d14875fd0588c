import { useCallback, useEffect, useRef, useState } from "react";

import { type Brought, bringIn, type BringIn } from "./pdf-in";
import { openPdf, PdfError, type PdfFile, type PdfPicture, type PdfTrouble } from "./pdf-file";
import type { PageRange } from "./page-range";

export type Step =
  | { at: "opening" }
  | { at: "password"; isWrong: boolean }
  | { at: "failed"; trouble: PdfTrouble }
  /** `first`: the first page, if it can be shown at all. */
  | { at: "choosing"; count: number; first: PdfPicture | null }
  | { at: "working"; range: PageRange; number: number }
  | { at: "done"; range: PageRange; brought: Brought };

type Target = Pick<BringIn, "board" | "document" | "behind" | "name">;

interface BringingIn {
  step: Step;
  unlock: (password: string) => void;
  begin: (range: PageRange) => void;
  cancel: () => void;
}

/** The way of a PDF onto a board, from the file to its pages. */
export function useBringIn(file: File, target: Target): BringingIn {
  const [step, setStep] = useState<Step>({ at: "opening" });
  const pdf = useRef<PdfFile | null>(null);
  const work = useRef<AbortController | null>(null);

  const open = useCallback(
    async (isGone: () => boolean, password?: string) => {
      setStep({ at: "opening" });
      const next = await openStep(file, password, (opened) => {
        pdf.current = opened;
      });
      if (isGone()) pdf.current?.close();
      else setStep(next);
    },
    [file],
  );

  const gone = useRef<() => boolean>(() => false);
  useEffect(() => {
    let isGone = false;
    gone.current = () => isGone;
    void open(gone.current);
    return () => {
      isGone = true;
      work.current?.abort();
      pdf.current?.close();
    };
  }, [open]);

  async function begin(range: PageRange) {
    if (!pdf.current) return;
    const { signal } = (work.current = new AbortController());
    const onPage = (number: number) => setStep({ at: "working", range, number });
    const brought = await bringIn(pdf.current, { ...target, range, signal, onPage });
    setStep({ at: "done", range, brought });
  }

  return {
    step,
    unlock: (password) => void open(gone.current, password),
    begin: (range) => void begin(range),
    cancel: () => work.current?.abort(),
  };
}

async function openStep(file: File, password: string | undefined, opened: (pdf: PdfFile) => void): Promise<Step> {
  try {
    const pdf = await openPdf(file, password);
    opened(pdf);
    return { at: "choosing", count: pdf.count, first: await pdf.picture(1).catch(() => null) };
  } catch (error) {
    const trouble = error instanceof PdfError ? error.trouble : "damaged";
    if (trouble === "locked" || trouble === "wrongPassword") return { at: "password", isWrong: trouble === "wrongPassword" };
    return { at: "failed", trouble };
  }
}
