import type { Page, WebSocketRoute } from "@playwright/test";

export interface Line {
  cut(): Promise<void>;
  mend(): void;
}

/** A line to the session's documents that can be cut, while everything else goes on. Made before the page is opened. */
export async function documentLine(page: Page): Promise<Line> {
  let isCut = false;
  let line: WebSocketRoute | null = null;
  await page.routeWebSocket(/\/documents\//, (route) => {
    if (isCut) return void route.close();
    line = route;
    route.connectToServer();
  });
  return {
    async cut() {
      isCut = true;
      await line?.close();
    },
    mend() {
      isCut = false;
    },
  };
}
