import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";

/** A first file of the languages that are taught most; any other is a rename away. */
const BEGINNINGS = [
  { language: "Python", name: "main.py", text: 'print("Hello")\n' },
  { language: "JavaScript", name: "main.js", text: 'console.log("Hello");\n' },
  { language: "HTML", name: "index.html", text: "<h1>Hello</h1>\n" },
  { language: "SQL", name: "main.sql", text: "SELECT 'Hello' AS greeting;\n" },
] as const;

interface BeginProps {
  mayWrite: boolean;
  /** The code as it was: nothing is going to be written. */
  isPast: boolean;
  onBegin: (name: string, text: string) => void;
}

export function Begin({ mayWrite, isPast, onBegin }: BeginProps) {
  const { t } = useTranslation("code");
  if (isPast) return <EmptyState className="m-6">{t("begin.past")}</EmptyState>;
  if (!mayWrite) return <EmptyState className="m-6">{t("begin.reading")}</EmptyState>;
  return (
    <EmptyState
      className="m-6"
      action={
        <div className="flex flex-wrap gap-3">
          {BEGINNINGS.map(({ language, name, text }) => (
            <Button key={name} variant="secondary" onClick={() => onBegin(name, text)}>
              {language}
            </Button>
          ))}
        </div>
      }
    >
      {t("begin.text")}
    </EmptyState>
  );
}
