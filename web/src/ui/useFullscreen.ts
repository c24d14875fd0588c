import { useEffect, useState } from "react";

export interface Fullscreen {
  isPossible: boolean;
  isOn: boolean;
  toggle: () => void;
}

/** An iPhone knows full screen for videos only: there it is not possible, and no button promises it. */
export function useFullscreen(): Fullscreen {
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
      // The whole document: menus and dialogs are outside of the page's own element. Refused only without a click.
      const change = isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      void change.catch(() => undefined);
    },
  };
}
