/** Reads a time as people type it; null when it is none. "14:30", "14h30", "2:30 pm", "930", "9". */
export function parseTime(text: string): string | null {
  const match = /^\s*(\d{1,2})(?:\s*[:h.]?\s*(\d{2}))?\s*h?\s*(am|pm|a\.m\.|p\.m\.)?\s*$/i.exec(text);
  if (!match) return null;
  const half = match[3]?.[0]?.toLowerCase();
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === "p" ? 12 : 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
