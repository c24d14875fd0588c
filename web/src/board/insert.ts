import { CaptureUpdateAction, convertToExcalidrawElements } from "@excalidraw/excalidraw";
import type { ExcalidrawElementSkeleton } from "@excalidraw/excalidraw/data/transform";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";

type Sized = { width: number; height: number };
type Inserted = ExcalidrawElementSkeleton extends infer Each ? (Each extends unknown ? Omit<Each, "x" | "y" | "width" | "height"> & Sized : never) : never;

/** Puts something new into the middle of what is seen, and selects it. A step that can be undone. */
export function insertInMiddle(api: ExcalidrawImperativeAPI, what: Inserted): void {
  const { scrollX, scrollY, zoom, width, height } = api.getAppState();
  const x = width / 2 / zoom.value - scrollX - what.width / 2;
  const y = height / 2 / zoom.value - scrollY - what.height / 2;
  const [element] = convertToExcalidrawElements([{ ...what, x, y }]);
  if (!element) return;
  api.setActiveTool({ type: "selection" });
  api.updateScene({
    elements: [...api.getSceneElementsIncludingDeleted(), element],
    appState: { selectedElementIds: { [element.id]: true } },
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
}
