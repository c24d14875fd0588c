import type { ChatMessage } from "@/call/protocol";

/** Both lists as one, oldest first. What is in both stays once, in its later form. */
export function merge(known: readonly ChatMessage[], told: readonly ChatMessage[]): readonly ChatMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of told) {
    const before = byId.get(message.id);
    byId.set(message.id, before ? later(before, message) : message);
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** A page of history may have been read before a change that was told first: an older form never replaces a newer one. */
function later(before: ChatMessage, after: ChatMessage): ChatMessage {
  if (before.deleted !== after.deleted) return before.deleted ? before : after;
  return Date.parse(before.edited_at ?? before.at) > Date.parse(after.edited_at ?? after.at) ? before : after;
}

/** What others wrote since. */
export function countUnread(messages: readonly ChatMessage[], readUpTo: number, selfId: string | null): number {
  return messages.filter(({ id, from, deleted }) => id > readUpTo && from !== selfId && !deleted).length;
}
