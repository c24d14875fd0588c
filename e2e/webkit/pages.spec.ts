import { freePort } from "../support/server.ts";
import { expect, test } from "../support/test.ts";
import { WebKit } from "../support/webkit.ts";

/** Safari's relative: every page of the client loads in it, and the room says honestly that this browser cannot. */

let webkit: WebKit;

test.beforeAll(async () => {
  test.skip(!WebKit.isHere(), "Debian's webkit2gtk-driver and xvfb are not installed");
  webkit = await WebKit.start(await freePort());
});

test.afterAll(async () => {
  if (WebKit.isHere()) await webkit.close();
});

const HEADINGS = {
  "/": "The classroom is a link away.",
  "/join": "Join with a code",
  "/login": "Sign in",
  "/register": "Create an account",
  "/forgot-password": "A new password",
  "/reset-password": "Choose a new password",
  "/confirm-email": "Your e-mail address",
  "/nowhere": "There is no such page",
};

for (const [path, heading] of Object.entries(HEADINGS)) {
  test(path, async ({ server }) => {
    await webkit.open(server.url + path);
    expect(await webkit.read(heading)).toContain(heading);
  });
}

test("the room says that this browser cannot, and why", async ({ server }) => {
  await webkit.open(`${server.url}/video-room/abc-defg-hjk?passcode=nothing`);
  const sentence = "This browser cannot take part in a lesson";
  const words = await webkit.read(sentence);
  expect(words).toContain(sentence);
  expect(words).toContain("direct connections");
});
