import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Imports flow one way. What stands on one line knows nothing of its neighbours. */
const FLOW = "Imports flow i18n, api, ui → call → documents, record, run → board, code, replay → features → app.";
const shared = ["@/board/*", "@/code/*", "@/replay/*"];
const above = ["@/features/*", "@/app/*"];
const layers = {
  "src/i18n": ["@/api/*", "@/ui/*", "@/call/*", "@/documents/*", "@/record/*", "@/run/*", ...shared, ...above],
  "src/api": ["@/ui/*", "@/call/*", "@/documents/*", "@/record/*", "@/run/*", ...shared, ...above],
  // The design system shows problems, and reads them from forms; it knows nothing else of the server.
  "src/ui": ["@/api/*", "!@/api/problem", "@/call/*", "@/documents/*", "@/record/*", "@/run/*", ...shared, ...above],
  "src/call": ["@/ui/*", "@/documents/*", "@/record/*", "@/run/*", ...shared, ...above],
  "src/documents": ["@/ui/*", "@/record/*", "@/run/*", ...shared, ...above],
  "src/record": ["@/ui/*", "@/documents/*", "@/run/*", ...shared, ...above],
  "src/run": ["@/record/*", "@/api/*", "@/ui/*", "@/call/*", "@/documents/*", ...shared, ...above],
  "src/board": ["@/record/*", "@/run/*", "@/code/*", "@/replay/*", ...above],
  // Board and code are shown in the room and on pages of a session: features use them, they use none of these.
  "src/code": ["@/record/*", "@/board/*", "@/replay/*", ...above],
  // The page hands it elements and takes documents from it: it shows nothing itself.
  "src/replay": ["@/ui/*", "@/record/*", "@/run/*", "@/board/*", "@/code/*", ...above],
};
const features = ["account", "auth", "check", "landing", "outbox", "replay", "room", "sessions"];

const forbid = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

export default tseslint.config(
  { ignores: ["node_modules", "dist", "src/api/schema.d.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // React takes a promise-returning handler and ignores what it returns; that is what we mean.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // A handler may have to be asynchronous without waiting for anything itself.
      "@typescript-eslint/require-await": "off",
      // Opening a connection and keeping it is what effects are for.
      "react-hooks/set-state-in-effect": "off",
      // The router's redirect is thrown and is no Error.
      "@typescript-eslint/only-throw-error": "off",
    },
  },
  { files: ["**/*.{js,mjs}"], languageOptions: { globals: globals.node } },
  ...Object.entries(layers).map(([folder, forbidden]) =>
    forbid(
      [`${folder}/**/*.{ts,tsx}`],
      [
        { group: forbidden, message: FLOW },
        ...(["src/call", "src/documents", "src/record", "src/run", "src/replay"].includes(folder)
          ? [{ group: ["react", "react-dom", "react-i18next", "react/*"], message: "The engines know no React." }]
          : []),
      ],
    ),
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**/*.{ts,tsx}`],
      [
        { group: ["@/app/*"], message: FLOW },
        {
          group: ["@/features/*", `!@/features/${feature}`, "../../*", "!../../api", "!../../../*"],
          message: "A feature never imports another feature's inside.",
        },
        ...(["room", "check"].includes(feature)
          ? []
          : [{ group: ["@/call/*"], message: "Only the room and the connection check make calls." }]),
        ...(feature === "room" ? [] : [{ group: ["@/record/*"], message: "Only the room records." }]),
      ],
    ),
  ),
);
