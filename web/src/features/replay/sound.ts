/** How loud a replay is. */
export interface Sound {
  /** From 0 to 1. */
  volume: number;
  muted: boolean;
}

const STORED = "chalkroom.replay-volume";

/** As it was left the last time; never silent from the beginning. */
export function storedSound(): Sound {
  try {
    const volume = Number(localStorage.getItem(STORED) ?? 1);
    return { volume: volume > 0 && volume <= 1 ? volume : 1, muted: false };
  } catch {
    return { volume: 1, muted: false };
  }
}

export function storeSound({ volume }: Sound): void {
  try {
    localStorage.setItem(STORED, String(volume));
  } catch {
    // A private window: it cannot be kept.
  }
}
