/** Before Excalidraw is loaded: its fonts come from us. Without this it would ask a content network for them. */
declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string;
  }
}

/** Where vite.config.ts puts them. */
window.EXCALIDRAW_ASSET_PATH = "/assets/excalidraw/";

export {};
