import { useEffect, useLayoutEffect, useRef } from "react";

import { isWriting, singleKeysAreOn } from "@/ui/single-keys";

import { type CommandContext, commandFor, isSingle, TALK_KEY } from "./commands";

/** Listens for the room's keys: silent where somebody writes. While V is held, a muted microphone is on. */
export function useCommands(context: CommandContext): void {
  const current = useRef(context);
  // As soon as it is on the screen: a key that is pressed then means what is seen.
  useLayoutEffect(() => {
    current.current = context;
  });
  useEffect(() => {
    let talks = false;
    const setMicrophone = (on: boolean) => {
      talks = on;
      void current.current.room.setMicrophone(on);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isWriting(event.target)) return;
      if (event.key.toUpperCase() === TALK_KEY && !event.ctrlKey && !event.metaKey && !event.altKey) {
        const { on } = current.current.state.media.microphone;
        if (!event.repeat && !on && singleKeysAreOn()) setMicrophone(true);
        return;
      }
      const command = commandFor(event);
      if (!command || event.repeat || (isSingle(command.keys) && !singleKeysAreOn())) return;
      event.preventDefault();
      command.run(current.current);
    };
    const stopTalking = () => talks && setMicrophone(false);
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key.toUpperCase() === TALK_KEY) stopTalking();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    // The key may be let go of in another window, of which this one hears nothing.
    window.addEventListener("blur", stopTalking);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", stopTalking);
      stopTalking();
    };
  }, []);
}
