import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problem";
import { Button } from "@/ui/Button";
import { ProblemText } from "@/ui/ProblemNotice";

import { problemFrom } from "../problems";
import { GrowingText } from "./GrowingText";
import { maySend } from "./text";

interface EditFormProps {
  text: string;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/** In the message's own place. What was typed stays when it could not be saved. */
export function EditForm({ text, onSave, onClose }: EditFormProps) {
  const { t } = useTranslation("chat");
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);

  async function save() {
    if (!maySend(typed)) return;
    if (typed.trimEnd() === text) return onClose();
    try {
      await onSave(typed);
      onClose();
    } catch (error) {
      setProblem(problemFrom(error));
    }
  }

  return (
    <form
      className="mt-1 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <GrowingText field={field} value={typed} onValue={setTyped} onSubmit={() => void save()} aria-label={t("editing.label")} />
      {problem && (
        <div role="alert" className="text-sm text-danger">
          <ProblemText problem={problem} />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" aria-disabled={!maySend(typed)}>
          {t("editing.save")}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t("editing.cancel")}
        </Button>
      </div>
    </form>
  );
}
