import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

import type { LaunchOptions } from "@playwright/test";

import { CAMERA } from "./camera.ts";

/** The browsers of the system, with pretended cameras and microphones: Chromium's beeps, Firefox's hums. */

function find(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** Without it Chromium takes the machine's own devices. */
export const PRETENDED_DEVICES = "--use-fake-device-for-media-stream";

/** What its cameras see, in place of its own picture. */
export const FILMED = `--use-file-for-fake-video-capture=${CAMERA}`;

export const CHROMIUM = {
  executablePath: find("chromium", "chromium-browser", "google-chrome"),
  args: [
    PRETENDED_DEVICES,
    FILMED,
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-gpu", // an imitated graphics card costs more than painting without one
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ],
} satisfies LaunchOptions;

/** Where Firefox saves files: it says nothing of them over WebDriver BiDi, see saved-files.ts. */
export const FIREFOX_SAVES_IN = resolve(import.meta.dirname, "../results/saved");

export const FIREFOX: LaunchOptions = {
  downloadsPath: FIREFOX_SAVES_IN,
  executablePath: find("firefox-esr", "firefox"),
  // The released Firefox, driven over WebDriver BiDi; Playwright's own build is not needed.
  channel: "moz-firefox",
  firefoxUserPrefs: {
    "media.navigator.streams.fake": true,
    "media.navigator.permission.disabled": true,
    "media.autoplay.default": 5, // block audible autoplay as people's browsers do; the room has to cope
  },
};
