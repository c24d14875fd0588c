/** Up to when everything that this page captured is with the server. Instants are milliseconds since 1970, by the room's clock. */
export class SavedUntil {
  /** The tracks that are not with the server as a whole. */
  readonly #open = new Map<string, { startedAt: number; savedMs: number }>();
  #latest: number | null = null;

  /** Null until something was saved. While nothing is captured: up to when something was. */
  get instant(): number | null {
    if (this.#latest === null) return null;
    const ends = [...this.#open.values()].map(({ startedAt, savedMs }) => startedAt + savedMs);
    return ends.length > 0 ? Math.min(...ends) : this.#latest;
  }

  begin(trackId: string, startedAt: number): void {
    this.#open.set(trackId, { startedAt, savedMs: 0 });
  }

  /** `endsMs`: after the start of the track. */
  advance(trackId: string, endsMs: number): void {
    const track = this.#open.get(trackId);
    if (!track) return;
    track.savedMs = endsMs;
    this.#latest = Math.max(this.#latest ?? -Infinity, track.startedAt + endsMs);
  }

  /** It is with the server, or never will be. */
  finish(trackId: string): void {
    this.#open.delete(trackId);
  }
}
