/**
 * What this browser wrote and the server has not saved yet, in IndexedDB: a reload while the line is down loses nothing.
 * Nothing else of a document is kept, and this only until it is saved: a computer may be shared.
 */
const DATABASE = "chalkroom-unsent";
const STORE = "updates";

/** Of one document, by one person, in one life of the page. */
export class Unsent {
  readonly #key: string;
  readonly #life = crypto.randomUUID();
  readonly #database: Promise<IDBDatabase | null>;
  #count = 0;
  #leftovers: IDBValidKey[] = [];

  /** `key` names document and person. */
  constructor(key: string) {
    this.#key = key;
    // A private window may have no database: then a reload loses what was not sent, as it would have without us.
    this.#database = open().catch(() => null);
  }

  /** What earlier lives of the page left behind, in no particular order: Yjs needs none. */
  async load(): Promise<Uint8Array[]> {
    const database = await this.#database;
    if (database === null) return [];
    const store = database.transaction(STORE).objectStore(STORE);
    // An array is greater than every text in IndexedDB's order.
    const everything = IDBKeyRange.bound([this.#key], [this.#key, []]);
    const [keys, updates] = await Promise.all([answer(store.getAllKeys(everything)), answer(store.getAll(everything))]);
    this.#leftovers = keys;
    return updates as Uint8Array[];
  }

  /** The returned number says it later: saved up to here. */
  add(update: Uint8Array): number {
    const number = ++this.#count;
    void this.#write((store) => store.put(update, [this.#key, this.#life, number]));
    return number;
  }

  /** Of this life, up to and with `number`. */
  forget(number: number): void {
    void this.#write((store) =>
      store.delete(IDBKeyRange.bound([this.#key, this.#life, 0], [this.#key, this.#life, number])),
    );
  }

  /** What was loaded is saved too. */
  forgetLeftovers(): void {
    for (const key of this.#leftovers.splice(0)) void this.#write((store) => store.delete(key));
  }

  close(): void {
    void this.#database.then((database) => database?.close());
  }

  async #write<Result>(change: (store: IDBObjectStore) => IDBRequest<Result>): Promise<void> {
    const database = await this.#database;
    try {
      if (database) await answer(change(database.transaction(STORE, "readwrite").objectStore(STORE)));
    } catch {
      // The disk is full, or the page is closing: the document goes on without this copy.
    }
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's database gave no answer."));
  });
}
