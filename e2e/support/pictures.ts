import type { Page } from "@playwright/test";

/** Pictures to be looked at by people, in the three widths that every page has to look right in: see results/pictures. */

const SIZES = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const;

export async function take(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `results/pictures/${name}-${size}.png`, fullPage, animations: "disabled" });
  }
}
