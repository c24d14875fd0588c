import type { IceServers } from "@/call/protocol";

interface Renewing {
  /** Asks the server; fails while it is out of reach. */
  ask: () => Promise<IceServers>;
  use: (servers: RTCIceServer[]) => void;
}

/** Early enough for a server that is away for hours to be back. */
const RENEW_AFTER_SHARE = 0.7;
const TRY_AGAIN_AFTER_MS = 60_000;
/** What a timer takes; a longer one fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Relay credentials expire; a long lesson, in which somebody changes networks late, needs fresh ones. */
export class IceRenewal {
  readonly #renewing: Renewing;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** `seconds`: how long the present ones are good; null: as long as anybody wants. */
  constructor(renewing: Renewing, seconds: number | null) {
    this.#renewing = renewing;
    this.#wait(seconds);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(seconds: number | null): void {
    if (seconds !== null) this.#renewIn(seconds * 1_000 * RENEW_AFTER_SHARE);
  }

  #renewIn(milliseconds: number): void {
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#renew(), Math.min(milliseconds, LONGEST_TIMER_MS));
  }

  async #renew(): Promise<void> {
    try {
      const { ice_servers, ice_seconds } = await this.#renewing.ask();
      this.#renewing.use(ice_servers.map(iceServer));
      this.#wait(ice_seconds);
    } catch {
      this.#renewIn(TRY_AGAIN_AFTER_MS);
    }
  }
}

/** As the browser takes it: it refuses a null where it expects a string or nothing. */
export function iceServer({ urls, username, credential }: IceServers["ice_servers"][number]): RTCIceServer {
  return { urls, ...(username ? { username } : {}), ...(credential ? { credential } : {}) };
}
