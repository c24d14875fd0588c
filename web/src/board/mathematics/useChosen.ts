import { CaptureUpdateAction } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";

import { type Editable, editable } from "./placing";

/** The one formula or graph that is selected, by its id; null when it is another thing, or more than one. */
export function useChosen(api: ExcalidrawImperativeAPI): string | null {
  const subscribe = useCallback((listener: () => void) => api.onChange(listener), [api]);
  return useSyncExternalStore(subscribe, () => {
    const chosen = Object.entries(api.getAppState().selectedElementIds).flatMap(([id, is]) => (is ? [id] : []));
    return chosen.length === 1 ? (find(api, chosen[0])?.element.id ?? null) : null;
  });
}

export function find(api: ExcalidrawImperativeAPI, id: string | undefined): Editable | null {
  return editable(api.getSceneElements().find((element) => element.id === id));
}

/**
 * A double click, a double tap and Enter begin to crop a picture in Excalidraw, which has no way to be asked first. Of a formula or
 * graph nobody wants a part: there they mean editing.
 */
export function useEditInsteadOfCrop(api: ExcalidrawImperativeAPI, onEdit: (chosen: Editable) => void): void {
  const edit = useRef(onEdit);
  useEffect(() => {
    edit.current = onEdit;
  });
  useEffect(
    () =>
      api.onChange((_elements, { croppingElementId }) => {
        const chosen = croppingElementId === null ? null : find(api, croppingElementId);
        if (!chosen) return;
        // Not within Excalidraw's own drawing.
        queueMicrotask(() => {
          if (api.getAppState().croppingElementId !== croppingElementId) return;
          api.updateScene({ appState: { croppingElementId: null }, captureUpdate: CaptureUpdateAction.NEVER });
          edit.current(chosen);
        });
      }),
    [api],
  );
}
