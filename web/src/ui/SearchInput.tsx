import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { TextInput } from "./inputs";

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** Searches when the typing pauses. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // Somebody else cleared the filter (a link, the back button).
  if (value !== known) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    const typed = text.trim();
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), 300);
    return () => clearTimeout(timer);
  });
  const clear = () => {
    setText("");
    if (value !== "") onChange("");
    field.current?.focus();
  };
  return (
    <div className="relative min-w-0 grow max-sm:w-full">
      <Search
        size={20}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-quiet"
      />
      <TextInput
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        // Every browser draws a cross of its own, or none.
        className="pr-12! pl-10.5! [&::-webkit-search-cancel-button]:appearance-none"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text !== "" && (
        <button
          type="button"
          className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-card text-quiet hover:text-ink"
          aria-label={t("clearSearch")}
          title={t("clearSearch")}
          onClick={clear}
        >
          <X size={20} aria-hidden />
        </button>
      )}
    </div>
  );
}
