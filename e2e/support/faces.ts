import { expect, type Page } from "@playwright/test";

/** Of a picture in a tile: a face is in its middle, and is whole as long as about that much of the picture is seen. */
const SEEN = 0.7;

/** So many people are seen in a replay: each picture is inside its tile, each tile on the page, and what its edges lose is no face. */
export async function expectFaces(page: Page, count: number): Promise<void> {
  const found = () =>
    page.locator("[data-person]:has(video)").evaluateAll((tiles) =>
      tiles.filter((tile) => tile.querySelector("video")!.videoWidth > 0).map((tile) => {
        const video = tile.querySelector("video")!;
        const [outer, inner] = [tile.getBoundingClientRect(), video.getBoundingClientRect()];
        const [across, down] = [inner.width / video.videoWidth, inner.height / video.videoHeight];
        const scale = getComputedStyle(video).objectFit === "cover" ? Math.max(across, down) : Math.min(across, down);
        const isInside = inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        const isOnPage = outer.left >= 0 && outer.right <= innerWidth && outer.top >= 0 && outer.bottom <= innerHeight;
        return { isInside, isOnPage, seen: Math.min(1, across / scale) * Math.min(1, down / scale) };
      }),
    );
  await expect.poll(async () => (await found()).filter(({ isInside, isOnPage }) => isInside && isOnPage).length, "pictures inside their tiles").toBe(count);
  for (const { seen } of await found()) expect(seen, "what is seen of a picture").toBeGreaterThanOrEqual(SEEN);
}
