import type { RoomState } from "./room-state";

/** Something that is written together, and can be on the stage. */
export type StageDocument = "board" | "code";

/** Something that is shown in the room: a person's picture, what they share, or what is written together. */
export interface Item {
  kind: "person" | "screen" | StageDocument;
  /** Empty for what belongs to nobody alone. */
  participantId: string;
  /** This page's own. */
  isOwn: boolean;
}

/** `auto`: what is shared is the stage, otherwise everyone is the same. `speaker`: whoever speaks is the stage. */
export type Layout = "auto" | "grid" | "speaker";

/** How this page looks at the room; nobody else's affair. */
export interface View {
  layout: Layout;
  /** What this person has open; shared or not, the rest is a strip beside it. */
  open: StageDocument | null;
  pinned: string | null;
  hidesSelf: boolean;
  mirrorsSelf: boolean;
}

export const FIRST_VIEW: View = { layout: "auto", open: null, pinned: null, hidesSelf: false, mirrorsSelf: true };

export function keyOf({ kind, participantId }: Item): string {
  return `${kind}:${participantId}`;
}

/** Everything there is to show, others first. One's own screen would show itself without end. */
export function itemsOf({ participants, self }: RoomState, { hidesSelf, open }: View): Item[] {
  const screens = participants.filter((participant) => participant.screen);
  const selfId = self?.id ?? "";
  return [
    ...(open ? [{ kind: open, participantId: "", isOwn: false } satisfies Item] : []),
    ...screens.map(({ id }): Item => ({ kind: "screen", participantId: id, isOwn: false })),
    ...participants.map(({ id }): Item => ({ kind: "person", participantId: id, isOwn: false })),
    ...(hidesSelf && participants.length > 0
      ? []
      : [{ kind: "person", participantId: selfId, isOwn: true } satisfies Item]),
  ];
}

/** What is shown large, if anything: what I pinned, else what I opened, else what is shared, else whom the teacher put there, else who speaks. */
export function stageOf(items: Item[], { layout, pinned }: View, spotlight: string | null, speakerId: string | null): Item | null {
  const person = (id: string | null) =>
    items.find((item) => item.kind === "person" && item.participantId === id) ?? null;
  const own = items.find((item) => keyOf(item) === pinned);
  if (own) return own;
  const opened = items.find(({ kind }) => kind === "board" || kind === "code");
  if (opened) return opened;
  const shared = items.find(({ kind }) => kind === "screen");
  if (shared && layout !== "grid") return shared;
  if (spotlight !== null && person(spotlight)) return person(spotlight);
  return layout === "speaker" ? person(speakerId) : null;
}
