/**
 * One room token for all connections of a page. Asking for another kills the one before: whoever finds theirs dead takes the
 * one that somebody else has asked for since, if there is one.
 */
export class RoomToken {
  readonly #ask: () => Promise<string>;
  #current: string;
  #asking: Promise<string> | null = null;

  constructor(token: string, ask: () => Promise<string>) {
    this.#current = token;
    this.#ask = ask;
  }

  /** For one connection. */
  share(): { token: string; renewToken: () => Promise<string> } {
    let given = this.#current;
    const renewToken = async () => {
      given = given === this.#current ? await this.#renew() : this.#current;
      return given;
    };
    return { token: given, renewToken };
  }

  #renew(): Promise<string> {
    this.#asking ??= this.#ask()
      .then((token) => (this.#current = token))
      .finally(() => (this.#asking = null));
    return this.#asking;
  }
}
