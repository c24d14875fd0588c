import type { RemoteParticipant } from "@/call/call";
import type { ShownPicture } from "@/call/carrier";

import type { RoomState } from "../room-state";

/** As large as a copied picture comes at least, however small it is shown here: in pixels of the page. */
const PERSON = { width: 640, height: 360 };
const SCREEN = { width: 1_280, height: 720 };

/** Whom this page records as it receives them: their own browsers cannot, and the room left them to this one. */
export function copiedHere({ me, participants, recording, stage }: RoomState): RemoteParticipant[] {
  if (me === null || stage !== "room" || recording.state !== "on") return [];
  return participants.filter(({ copied_by, recorded }) => copied_by === me.id && recorded === true);
}

/** The pictures that have to come: those that the page shows, and those that are recorded here. */
export class WantedPictures {
  readonly #tell: (pictures: readonly ShownPicture[]) => void;
  #shown: readonly ShownPicture[] = [];
  #copied: readonly ShownPicture[] = [];

  constructor(tell: (pictures: readonly ShownPicture[]) => void) {
    this.#tell = tell;
  }

  show(pictures: readonly ShownPicture[]): void {
    this.#shown = pictures;
    this.#tell(wanted(this.#shown, this.#copied));
  }

  follow(state: RoomState): void {
    const copied = copiedHere(state).flatMap(picturesOf);
    const isKnown = copied.length === this.#copied.length && copied.every((one, index) => isSame(one, this.#copied[index]!));
    if (isKnown) return;
    this.#copied = copied;
    this.#tell(wanted(this.#shown, copied));
  }
}

function picturesOf({ id, video, screen }: RemoteParticipant): ShownPicture[] {
  return [
    ...(video ? [{ kind: "person", participantId: id, ...PERSON, isCopied: true } as const] : []),
    ...(screen === null ? [] : [{ kind: "screen", participantId: id, ...SCREEN, isCopied: true } as const]),
  ];
}

/** Each picture once, as large as it is needed. */
function wanted(shown: readonly ShownPicture[], copied: readonly ShownPicture[]): ShownPicture[] {
  const enlarged = copied.map((picture) => {
    const here = shown.find((other) => isSame(other, picture));
    return here && here.width > picture.width ? { ...picture, width: here.width, height: here.height } : picture;
  });
  return [...shown.filter((picture) => !copied.some((other) => isSame(other, picture))), ...enlarged];
}

function isSame(one: ShownPicture, other: ShownPicture): boolean {
  return one.kind === other.kind && one.participantId === other.participantId;
}
