import type { ProgramFile } from "../outputs";

/**
 * A page of several files as one document: its frame can fetch nothing, so style sheets and scripts that it names are put into it.
 * What a script writes to the console, and where it fails, goes to our page.
 */
export function assemblePage(files: ProgramFile[], entry: string, strip: (text: string) => string): string {
  const text = (name: string | null) => files.find((file) => file.name === name?.replace(/^\.\//, ""))?.text;
  // A document that was parsed here runs nothing and fetches nothing.
  const page = new DOMParser().parseFromString(text(entry) ?? "", "text/html");
  for (const link of page.querySelectorAll('link[rel="stylesheet"]')) {
    const css = text(link.getAttribute("href"));
    if (css === undefined) continue;
    const style = page.createElement("style");
    style.textContent = css;
    link.replaceWith(style);
  }
  for (const script of page.querySelectorAll("script[src]")) {
    const name = script.getAttribute("src");
    const code = text(name);
    if (code === undefined) continue;
    script.removeAttribute("src");
    script.textContent = inScript(name?.endsWith(".ts") ? strip(code) : code);
  }
  const reporter = page.createElement("script");
  reporter.textContent = REPORTER;
  page.head.prepend(reporter);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** A script's text must not end its element. */
function inScript(code: string): string {
  return code.replaceAll("</script", "<\\/script");
}

const REPORTER = `(() => {
  const tell = (stream, text) => parent.postMessage({ type: "console", stream, text: text + "\\n" }, "*");
  const show = (value) => {
    if (typeof value === "string") return value;
    try { return JSON.stringify(value) ?? String(value); } catch { return String(value); }
  };
  for (const [name, stream] of [["log", "out"], ["info", "out"], ["warn", "err"], ["error", "err"]]) {
    console[name] = (...values) => tell(stream, values.map(show).join(" "));
  }
  addEventListener("error", (event) => tell("err", event.message + (event.lineno ? " (line " + event.lineno + ")" : "")));
  addEventListener("unhandledrejection", (event) => tell("err", String(event.reason)));
  // It cannot be governed by the policy of every browser.
  delete globalThis.RTCPeerConnection;
})();`;
