import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { flushSync } from "react-dom";

import { insertInMiddle } from "./insert";

/** On the screen, in pixels. */
const SIDE = 160;
const PAPER = "#ffec99";

/** Sticks a note into the middle of what is seen, ready to be written on. */
export function addStickyNote(api: ExcalidrawImperativeAPI, surface: Element): void {
  const side = SIDE / api.getAppState().zoom.value;
  // At once, so that the key below finds it selected.
  flushSync(() =>
    insertInMiddle(api, {
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
