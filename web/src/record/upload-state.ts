import { Emitter } from "@/call/emitter";

import type { UploadState } from "./uploader";

class Announced extends Emitter<{ change: UploadState }> {
  current: UploadState = { isBusy: false, trouble: null, pace: "free" };

  set(state: UploadState): void {
    this.current = state;
    this.emit("change", state);
  }
}

/** How sending stands in this page, for those who show it: here without what does it, which is loaded only where it is needed. */
export const uploadState = new Announced();
