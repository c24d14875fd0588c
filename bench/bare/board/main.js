import "@excalidraw/excalidraw/index.css";

import { Excalidraw } from "@excalidraw/excalidraw";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const [name, width, height] = location.hash.slice(1).split("/");
const root = document.getElementById("root");
Object.assign(root.style, { width: `${width}px`, height: `${height}px` });

const scene = fetch(`${name}.json`).then((answer) => answer.json());
const initialData = scene.then((elements) => ({
  elements,
  scrollToContent: true,
  appState: { currentItemRoughness: 0, currentItemFontFamily: 6 },
}));
createRoot(root).render(createElement(Excalidraw, { initialData }));
