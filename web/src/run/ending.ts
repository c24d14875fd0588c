/** The end of a file's name, which says what language it is in: `py` of `main.py`. */
export function endingOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}
