/** In place of Excalidraw's Mermaid (vite.config.ts): a parser of pasted text that draws with HTML has no business on a board. */
export function parseMermaidToExcalidraw(): never {
  throw new Error("Diagrams from text are not built in.");
}
