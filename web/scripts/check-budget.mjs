// Fails when what a page loads at first outgrows its budget. Reads the manifest of the last `npm run build`; counts
// JavaScript, gzipped, including the texts of the heavier language.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const built = new URL("../../chalkroom/web/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", built), "utf8"));

const entry = "index.html";
const texts = (namespace) => ["en", "fr"].map((language) => `src/locales/${language}/${namespace}.json`);

const landing = graph([entry, "src/app/front-door.tsx"], ["common", "landing"]);
const app = graph([entry, "src/app/App.tsx"], ["common"]);
// Nobody loads it whose room does not come to need a media server.
const mediaServer = "src/call/sfu/livekit-room.ts";
// Nobody loads it who does not open it.
const roomBoard = "src/features/room/documents/RoomBoard.tsx";
const boardSurface = "src/board/Board.tsx";
const codeSurface = "src/code/CodeStage.tsx";
const roomCode = "src/features/room/documents/RoomCode.tsx";
// Nobody loads it whose room does not record.
const capture = [
  "src/record/capture.ts",
  ...["Mark", "Banners", "Panel"].map((name) => `src/features/room/recording/Recording${name}.tsx`),
];
// Nobody loads it whose session is not encrypted from end to end.
const endToEnd = ["src/call/e2ee/seal.ts", ...["PrivacyDialog", "PersonCheck"].map((name) => `src/features/room/privacy/${name}.tsx`)];
// What the room fetches later, by import(), counts too: the socket is needed before the first picture.
const room = graph(["src/app/RoomRoute.tsx"], ["room"], { later: true, without: app, except: [mediaServer, roomBoard, roomCode, ...capture, ...endToEnd] });
const board = graph([roomBoard, boardSurface], ["board"], { without: new Map([...app, ...room]) });
// Opened from the board's bar; what draws formulas and its letters are most of it.
const formulaDialog = "src/board/mathematics/FormulaDialog.tsx";
const graphDialog = "src/board/mathematics/GraphDialog.tsx";
const onBoard = new Map([...app, ...room, ...board]);
const formula = graph([formulaDialog], ["mathematics"], { without: onBoard });
const functions = graph([graphDialog], ["mathematics"], { without: onBoard });
// Languages and runtimes come one by one, when a file wants them.
const code = graph([roomCode], ["code"], { without: new Map([...app, ...room]) });
const recording = graph(capture, ["recording"], { without: new Map([...app, ...room]) });
const sealed = graph(endToEnd, [], { without: new Map([...app, ...room]) });
const group = graph([mediaServer], [], { without: new Map([...app, ...room]) });

// Board and code come when they were on the stage of the lesson, or when somebody wants to see them.
// Dialogs come when somebody opens them.
const dialogs = ["CaptionsDialog", "continue/ContinueDialog", "exports/ExportDialog"].map((name) => `src/features/replay/manage/${name}.tsx`);
const replay = graph(["src/app/ReplayRoute.tsx"], ["replay", "chat"], { later: true, without: app, except: [boardSurface, codeSurface, ...dialogs] });

const checks = [
  { name: "landing page, first load", files: landing, limit: 120 },
  { name: "room's own code before first video", files: room, limit: 160 },
  { name: "the board, on top of that", files: board, limit: 420 },
  { name: "formulas, on top of the board", files: formula, limit: 820 },
  { name: "graphs, on top of the board", files: functions, limit: 60 },
  { name: "the code view, on top of that", files: code, limit: 200 },
  { name: "recording, on top of that", files: recording, limit: 15 },
  { name: "encryption from end to end, on top of that", files: sealed, limit: 12 },
  { name: "a replay's own code", files: replay, limit: 160 },
  { name: "a group's media server, on top of that", files: group, limit: 160 },
];

let failed = false;
for (const { name, files, limit } of checks) {
  const kilobytes = [...files.values()].reduce((sum, size) => sum + size, 0) / 1000;
  const fits = kilobytes < limit;
  failed ||= !fits;
  console.log(`${fits ? "ok  " : "OVER"} ${name}: ${kilobytes.toFixed(1)} of ${limit} KB gzipped, ${files.size} files`);
  if (!fits || process.argv.includes("--files")) {
    for (const [file, size] of [...files].sort((a, b) => b[1] - a[1])) {
      console.log(`       ${(size / 1000).toFixed(1).padStart(6)}  ${file}`);
    }
  }
}
process.exit(failed ? 1 : 0);

/**
 * Every file that the given sources import statically (and, with `later`, by import(), `except` for these sources), with its
 * gzipped bytes.
 */
function graph(sources, namespaces, { later = false, without = new Map(), except = [] } = {}) {
  const files = new Map();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || except.includes(key) || files.has(chunk.file) || without.has(chunk.file)) return;
    files.set(chunk.file, gzippedSize(chunk.file));
    for (const imported of chunk.imports ?? []) visit(imported);
    if (later) for (const imported of chunk.dynamicImports ?? []) visit(imported);
  };
  for (const source of sources) {
    if (!manifest[source]) console.log(`     (${source} is not in the build)`);
    visit(source);
  }
  for (const namespace of namespaces) {
    const [heavier] = texts(namespace)
      .filter((key) => manifest[key])
      .sort((a, b) => gzippedSize(manifest[b].file) - gzippedSize(manifest[a].file));
    if (heavier) visit(heavier);
  }
  return files;
}

function gzippedSize(file) {
  return gzipSync(readFileSync(new URL(file, built))).length;
}
