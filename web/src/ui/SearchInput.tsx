import { Search } from "lucide-react";
import { useEffect, useState } from "react";

import { TextInput } from "./inputs";

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** Searches when the typing pauses. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
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
  return (
    <div className="relative min-w-0 grow max-sm:w-full">
      <Search
        size={20}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-quiet"
      />
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        className="pl-10.5!"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
