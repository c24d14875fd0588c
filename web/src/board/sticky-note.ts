import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { flushSync } from "react-dom";

import { insertInSight } from "./insert";

/** On the screen, in pixels. */
const SIDE = 160;
const PAPER = "#ffec99";

/** Sticks a note where it is seen and covers nothing, ready to be written on. */
export function addStickyNote(api: ExcalidrawImperativeAPI, surface: Element): void {
  const side = SIDE / api.getAppState().zoom.value;
  // At once, so that the key below finds it selected.
  flushSync(() =>
    insertInSight(api, {
      type: "rectangle",
      width: side,
      height: side,
      backgroundColor: PAPER,
      strokeColor: PAPER,
      fillStyle: "solid",
      roughness: 0,
      roundness: null,
    }),
  );
  // Excalidraw begins to write in what is selected when Enter is pressed, and offers no other way.
  surface.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}
