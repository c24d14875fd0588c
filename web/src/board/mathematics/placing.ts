import { CaptureUpdateAction, newElementWith } from "@excalidraw/excalidraw";
import type { ExcalidrawImageElement, FileId } from "@excalidraw/excalidraw/element/types";
import type { DataURL, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";

import type { BoardElement } from "../board-document";
import { insertInSight } from "../insert";
import type { Graph } from "./graph";
import { dataUrlOf, type SvgPicture } from "./picture";

/** What a picture was made from, kept beside it so that it can be made anew. */
export interface Origin {
  latex?: string;
  graph?: Graph;
}

export type Kind = "formula" | "graph";

/** A picture on the board that can be edited here. */
export interface Editable {
  element: ExcalidrawImageElement;
  kind: Kind;
  origin: Origin;
}

/** Part of the board that a new picture may take up, at most. */
const LARGEST_PART = 0.8;

export function editable(element: BoardElement | undefined): Editable | null {
  if (element?.type !== "image" || element.isDeleted) return null;
  const origin = (element.customData ?? {}) as Origin;
  if (origin.graph) return { element, kind: "graph", origin };
  return origin.latex === undefined ? null : { element, kind: "formula", origin };
}

/** Near the middle of what is seen, at its natural size there. A step that can be undone, like all of these. */
export function insertPicture(api: ExcalidrawImperativeAPI, picture: SvgPicture, origin: Origin, colour: string): void {
  const { zoom, width, height } = api.getAppState();
  const fits = Math.min(1, (LARGEST_PART * width) / picture.width, (LARGEST_PART * height) / picture.height) / zoom.value;
  insertInSight(api, {
    type: "image",
    fileId: addFile(api, picture),
    status: "saved",
    width: picture.width * fits,
    height: picture.height * fits,
    strokeColor: colour,
    customData: { ...origin },
  });
  showAtOnce(api);
}

/** In the same place and at the same scale; `widthBefore` is the natural width of what was drawn from its former origin. */
export function replacePicture(api: ExcalidrawImperativeAPI, id: string, widthBefore: number, picture: SvgPicture, origin: Origin): void {
  const elements = api.getSceneElementsIncludingDeleted();
  const former = editable(elements.find((element) => element.id === id))?.element;
  // Somebody has deleted it meanwhile: what was written is not lost.
  if (!former) return insertPicture(api, picture, origin, INK);
  const scale = former.width / widthBefore;
  const [width, height] = [picture.width * scale, picture.height * scale];
  const changes = { width, height, y: former.y + (former.height - height) / 2, fileId: addFile(api, picture), crop: null, customData: { ...origin } };
  api.updateScene({
    elements: elements.map((element) => (element === former ? newElementWith(former, changes) : element)),
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
  showAtOnce(api);
}

/** As Excalidraw's own. */
export const INK = "#1e1e1e";

function addFile(api: ExcalidrawImperativeAPI, { svg }: SvgPicture): FileId {
  const id = crypto.randomUUID() as unknown as FileId;
  api.addFiles([{ id, mimeType: "image/svg+xml", dataURL: dataUrlOf(svg) as DataURL, created: Date.now() }]);
  return id;
}

/** Excalidraw looks for new pictures when files come, else half a second later. The file has to be there first, to be sent along. */
function showAtOnce(api: ExcalidrawImperativeAPI): void {
  api.addFiles([]);
}
