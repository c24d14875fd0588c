import type { RoomState } from "./room-state";

/** Something that is shown in the room: a person's picture, or what they share. */
export interface Item {
  kind: "person" | "screen";
  participantId: string;
  /** This page's own. */
  isOwn: boolean;
}

/** `auto`: what is shared is the stage, otherwise everyone is the same. `speaker`: whoever speaks is the stage. */
export type Layout = "auto" | "grid" | "speaker";

/** How this page looks at the room; nobody else's affair. */
export interface View {
  layout: Layout;
  pinned: string | null;
  hidesSelf: boolean;
  mirrorsSelf: boolean;
}

export const FIRST_VIEW: View = { layout: "auto", pinned: null, hidesSelf: false, mirrorsSelf: true };

export function keyOf({ kind, participantId }: Item): string {
  return `${kind}:${participantId}`;
}

/** Everything there is to show, others first. One's own screen would show itself without end. */
export function itemsOf({ participants, self }: RoomState, { hidesSelf }: View): Item[] {
  const screens = participants.filter((participant) => participant.screen);
  const selfId = self?.id ?? "";
  return [
    ...screens.map(({ id }): Item => ({ kind: "screen", participantId: id, isOwn: false })),
    ...participants.map(({ id }): Item => ({ kind: "person", participantId: id, isOwn: false })),
    ...(hidesSelf && participants.length > 0
      ? []
      : [{ kind: "person", participantId: selfId, isOwn: true } satisfies Item]),
  ];
}

/** What is shown large, if anything: what I pinned, else what is shared, else whom the teacher put there, else who speaks. */
export function stageOf(items: Item[], { layout, pinned }: View, spotlight: string | null, speakerId: string | null): Item | null {
  const person = (id: string | null) =>
    items.find((item) => item.kind === "person" && item.participantId === id) ?? null;
  const own = items.find((item) => keyOf(item) === pinned);
  if (own) return own;
  const shared = items.find(({ kind }) => kind === "screen");
  if (shared && layout !== "grid") return shared;
  if (spotlight !== null && person(spotlight)) return person(spotlight);
  return layout === "speaker" ? person(speakerId) : null;
}
