import { SIGNING } from "@/call/e2ee/algorithms";

const DATABASE = "chalkroom-device";
const STORE = "keys";
const NAME = "signing";

/**
 * The key by which this browser is known: made once, kept in IndexedDB, and not to be exported, not even by this page.
 * A browser that keeps nothing (some private windows) is another device each time.
 */
export async function signingKeyOfThisBrowser(): Promise<CryptoKeyPair> {
  const fresh = await crypto.subtle.generateKey(SIGNING, false, ["sign", "verify"]);
  try {
    return await keptOr(fresh);
  } catch (error) {
    console.info("This browser does not keep its key", error);
    return fresh;
  }
}

/** In one transaction, so that two tabs that open at once agree. */
async function keptOr(fresh: CryptoKeyPair): Promise<CryptoKeyPair> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite");
      const store = transaction.objectStore(STORE);
      const reading = store.get(NAME);
      let pair = fresh;
      reading.onsuccess = () => {
        const kept = reading.result as CryptoKeyPair | undefined;
        if (kept) pair = kept;
        else store.put(fresh, NAME);
      };
      transaction.oncomplete = () => resolve(pair);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("no database"));
    opening.onblocked = () => reject(new Error("blocked"));
  });
}
