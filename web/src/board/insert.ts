import { CaptureUpdateAction, convertToExcalidrawElements, getCommonBounds } from "@excalidraw/excalidraw";
import type { ExcalidrawElementSkeleton } from "@excalidraw/excalidraw/data/transform";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";

import { type Box, freePlace } from "./free-place";

type Sized = { width: number; height: number };
type Inserted = ExcalidrawElementSkeleton extends infer Each ? (Each extends unknown ? Omit<Each, "x" | "y" | "width" | "height"> & Sized : never) : never;

/** On the screen, in pixels: between something new and what is there, and what Excalidraw's tools take up at the upper and lower edge. */
const GAP = 16;
const TOOLS = 80;

/** Puts something new near the middle of what is seen, where it covers nothing, and selects it. A step that can be undone. */
export function insertInSight(api: ExcalidrawImperativeAPI, what: Inserted): void {
  const place = freePlace(what, seenBox(api), takenBoxes(api), GAP / api.getAppState().zoom.value);
  const [element] = convertToExcalidrawElements([{ ...what, ...place }]);
  if (!element) return;
  api.setActiveTool({ type: "selection" });
  api.updateScene({
    elements: [...api.getSceneElementsIncludingDeleted(), element],
    appState: { selectedElementIds: { [element.id]: true } },
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
  if (!isSeen(api, place.y + what.height)) api.scrollToContent(element);
}

/** Without what lies under the tools. */
function seenBox(api: ExcalidrawImperativeAPI): Box {
  const { scrollX, scrollY, zoom, width, height } = api.getAppState();
  const tools = Math.min(TOOLS, height / 4);
  return { x: -scrollX, y: tools / zoom.value - scrollY, width: width / zoom.value, height: (height - 2 * tools) / zoom.value };
}

function isSeen(api: ExcalidrawImperativeAPI, y: number): boolean {
  const { scrollY, zoom, height } = api.getAppState();
  return y <= height / zoom.value - scrollY;
}

/** What is locked is a worksheet: made to be put things on. */
function takenBoxes(api: ExcalidrawImperativeAPI): Box[] {
  return api.getSceneElements().flatMap((element) => {
    if (element.locked) return [];
    const [left, top, right, bottom] = getCommonBounds([element]);
    return [{ x: left, y: top, width: right - left, height: bottom - top }];
  });
}
