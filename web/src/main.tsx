// First of all, so that the passcode is out of the address bar before anything else happens.
import "./app/scrub-passcode";
import "./styles/index.css";

import { createRoot } from "react-dom/client";

import { mayBeSignedIn, restore } from "./api/auth";
import { startI18n } from "./i18n/i18n";

const container = document.getElementById("root");
if (!container) throw new Error("index.html has no #root");
const root = createRoot(container);

const texts = startI18n();
// Asked for side by side with code and texts; the pages that need to know wait for it.
restore().catch(() => undefined);

if (window.location.pathname === "/" && !mayBeSignedIn()) {
  void import("./app/front-door").then(async ({ FrontDoor, loadFrontDoorTexts }) => {
    await texts.then(loadFrontDoorTexts);
    root.render(<FrontDoor />);
  });
} else {
  void import("./app/App").then(async ({ App }) => {
    await texts;
    root.render(<App />);
  });
}
