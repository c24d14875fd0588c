/** How long a browser may take to fetch what it was offered: it asks the person first, perhaps. */
const KEPT_MS = 60_000;

/** Offers a file for saving. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Firefox wants it to be part of the page.
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
