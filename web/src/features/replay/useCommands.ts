import { useEffect, useLayoutEffect, useRef } from "react";

import { isWriting, singleKeysAreOn } from "@/ui/single-keys";

import { type CommandContext, commandFor, isSingle } from "./commands";

/** Listens for the replay's keys: silent where somebody writes. */
export function useCommands(context: CommandContext): void {
  const current = useRef(context);
  useLayoutEffect(() => {
    current.current = context;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const command = commandFor(event);
      if (!command || (isSingle(event.key) && !singleKeysAreOn())) return;
      event.preventDefault();
      command.run(current.current, event.key);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The space bar presses the button that has the focus, and a slider's arrows are its own. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (isWriting(target)) return true;
  return key === " " && target instanceof HTMLElement && target.closest("button, a, [role=button], [role=tab], summary") !== null;
}
