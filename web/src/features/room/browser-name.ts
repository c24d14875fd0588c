export type BrowserName = "chrome" | "edge" | "firefox" | "safari" | "other";

/** Only for the wording of help: where each browser keeps its permissions. What it can do is asked by feature. */
export function browserName(userAgent: string = navigator.userAgent): BrowserName {
  // All but Firefox claim to be Safari too, and all but Safari claim to be Chrome: from the most special to the least.
  if (/Edg(e|A|iOS)?\//.test(userAgent)) return "edge";
  if (/Firefox\/|FxiOS\//.test(userAgent)) return "firefox";
  if (/Chrome\/|CriOS\/|Chromium\//.test(userAgent)) return "chrome";
  if (/Safari\//.test(userAgent)) return "safari";
  return "other";
}
