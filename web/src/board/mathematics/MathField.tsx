import "mathlive/fonts.css";
import "./math-field.css";

import { MathfieldElement } from "mathlive";
import { useEffect, useRef } from "react";

import { language } from "@/i18n/language";

// Its fonts are among our own files (fonts.css), and it makes no noise.
MathfieldElement.fontsDirectory = null;
MathfieldElement.soundsDirectory = null;
MathfieldElement.keypressSound = null;
MathfieldElement.plonkSound = null;
// Formulas lead nowhere. What has addresses in it does not get here either, see formula-picture.ts.
MathfieldElement.openUrl = () => undefined;

interface MathFieldProps {
  label: string;
  /** At first: from then on it says what has become of it. */
  value: string;
  onChange: (latex: string) => void;
  /** Enter, where it does not begin a line of a matrix. */
  onEnter: () => void;
  /** With null when it has gone. */
  onField: (field: MathfieldElement | null) => void;
}

/** Where a formula is written as it looks. */
export function MathField({ label, value, onChange, onEnter, onField }: MathFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const current = useRef({ value, onChange, onEnter });
  useEffect(() => {
    current.current = { value, onChange, onEnter };
  });

  useEffect(() => {
    const made = createField(label, current.current.value);
    made.addEventListener("input", (event) => {
      const isEnter = (event as InputEvent).inputType === "insertLineBreak" && made.value === current.current.value;
      if (isEnter) current.current.onEnter();
      else current.current.onChange(made.value);
    });
    place.current?.append(made);
    onField(made);
    return () => {
      made.remove();
      onField(null);
    };
  }, [label, onField]);

  return <div ref={place} />;
}

function createField(label: string, value: string): MathfieldElement {
  MathfieldElement.locale = language();
  MathfieldElement.decimalSeparator = language() === "fr" ? "," : ".";
  const field = new MathfieldElement({
    mathVirtualKeyboardPolicy: "manual",
    popoverPolicy: "off",
    environmentPopoverPolicy: "off",
  });
  field.smartFence = true;
  field.setValue(value, { silenceNotifications: true });
  field.setAttribute("aria-label", label);
  // Only after it is on the page does it have a menu to take away.
  field.addEventListener("mount", () => (field.menuItems = []), { once: true });
  return field;
}
