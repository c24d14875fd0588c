import { describe, expect, it } from "vitest";

import { failed, ok, skipped } from "./findings";
import { gather, type Gathered, hasRelay, judgeRelay, judgeStun, probeRelay, probeStun } from "./ice-probe";

const gathered = (change: Partial<Gathered>): Gathered => ({ found: false, finished: true, errors: [], ...change });

describe("STUN", () => {
  it("is judged by the address it gives", () => {
    expect(judgeStun(gathered({ found: true }))).toEqual(ok);
    expect(judgeStun(gathered({ errors: [701] }))).toEqual(failed("no-answer"));
    expect(judgeStun(gathered({ finished: false }))).toEqual(failed("no-answer"));
  });

  it("finds nothing new where the device has a public address of its own", () => {
    expect(judgeStun(gathered({}))).toEqual({ outcome: "ok", reason: "same-address" });
  });

  it("is not tried where the server has none", async () => {
    const { signal } = new AbortController();
    expect(await probeStun([{ urls: ["turn:here"] }], signal)).toEqual(skipped("not-configured"));
  });
});

describe("a relay", () => {
  it("works when one of its addresses does", () => {
    expect(judgeRelay([gathered({ errors: [701] }), gathered({ found: true })])).toEqual(ok);
  });

  it("says why it does not", () => {
    expect(judgeRelay([gathered({ errors: [701] })])).toEqual(failed("no-answer"));
    expect(judgeRelay([gathered({ errors: [701, 401] })])).toEqual(failed("refused"));
    expect(judgeRelay([gathered({ errors: [486] })])).toEqual(failed("full"));
    expect(judgeRelay([gathered({ finished: false })])).toEqual(failed("no-answer"));
  });

  it("is not tried in a way that the server does not offer", async () => {
    const servers = [{ urls: ["stun:here"] }, { urls: ["turn:here"], username: "me", credential: "secret" }];
    expect(await probeRelay("relay_tls", servers, new AbortController().signal)).toEqual(skipped("not-configured"));
    expect(hasRelay(servers)).toBe(true);
    expect(hasRelay([{ urls: "stun:here" }])).toBe(false);
  });
});

/** What a browser's connection does while it looks for addresses, played by hand. */
class Searching extends EventTarget {
  closed = false;
  createDataChannel(): void {}
  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }
  close(): void {
    this.closed = true;
  }
  say(name: string, fields: object): void {
    this.dispatchEvent(Object.assign(new Event(name), fields));
  }
}

describe("looking for an address", () => {
  const search = (signal = new AbortController().signal) => {
    const connection = new Searching();
    const make = () => connection as unknown as RTCPeerConnection;
    return { connection, result: gather({}, "relay", signal, make) };
  };

  it("ends with the first of the wanted kind, and lets go of the connection", async () => {
    const { connection, result } = search();
    connection.say("icecandidate", { candidate: { type: "host" } });
    connection.say("icecandidate", { candidate: { type: "relay" } });
    expect(await result).toEqual({ found: true, finished: true, errors: [] });
    expect(connection.closed).toBe(true);
  });

  it("ends when the browser has no more, with the errors on the way", async () => {
    const { connection, result } = search();
    connection.say("icecandidateerror", { errorCode: 701 });
    connection.say("icecandidate", { candidate: null });
    expect(await result).toEqual({ found: false, finished: true, errors: [701] });
  });

  it("ends when the page does", async () => {
    const page = new AbortController();
    const { connection, result } = search(page.signal);
    page.abort();
    await expect(result).rejects.toThrow();
    expect(connection.closed).toBe(true);
  });
});
