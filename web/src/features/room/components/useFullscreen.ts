import { type RefObject, useEffect, useState } from "react";

/** An iPhone knows full screen for videos only: there it is not possible, and no button promises it. */
export function useFullscreen(element: RefObject<HTMLElement | null>) {
  const [isOn, setIsOn] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = () => setIsOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  return {
    isPossible: document.fullscreenEnabled,
    isOn,
    toggle: () => {
      // Refused only without a click, and this is one.
      const change = isOn ? document.exitFullscreen() : element.current?.requestFullscreen();
      void change?.catch(() => undefined);
    },
  };
}
