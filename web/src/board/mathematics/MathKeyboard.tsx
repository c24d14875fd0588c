import { useEffect, useRef } from "react";

/** MathLive's keyboard on the screen, as a part of the dialog: elsewhere it would lie behind it. */
export function MathKeyboard() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = place.current;
    const keyboard = window.mathVirtualKeyboard;
    if (!container) return;
    const fit = () => (container.style.height = `${keyboard.boundingRect.height}px`);
    keyboard.container = container;
    keyboard.layouts = ["numeric", "symbols", "alphabetic", "greek"];
    keyboard.editToolbar = "none";
    keyboard.addEventListener("geometrychange", fit);
    keyboard.show();
    fit();
    return () => {
      keyboard.removeEventListener("geometrychange", fit);
      keyboard.hide();
    };
  }, []);
  return <div ref={place} data-math-keyboard className="shrink-0" />;
}
