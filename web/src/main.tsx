// First of all, so that the passcode is out of the address bar before anything else happens.
import "./app/scrub-passcode";
import "./styles/index.css";

import { createRoot } from "react-dom/client";

import { restore } from "./api/auth";
import { App } from "./app/App";
import { startI18n } from "./i18n/i18n";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

// The page's texts and who is signed in are asked for side by side; only the texts are waited for.
void restore();
void startI18n().then(() => createRoot(root).render(<App />));
