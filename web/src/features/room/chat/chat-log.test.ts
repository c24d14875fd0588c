import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ChatMessage, Problem } from "@/call/protocol";

import { ChatLog } from "./chat-log";
import { ADA, FakeRoom, MARIE } from "./fake-room";

const refusal: Problem = { title: "Not allowed", status: 403, code: "not_allowed", detail: "Not now." };

let room: FakeRoom;
let log: ChatLog;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  room = new FakeRoom();
  log = opened();
});
afterEach(() => vi.useRealTimers());

function opened(selfId = ADA): ChatLog {
  const fresh = new ChatLog();
  fresh.listen(room, room.files, "session", selfId);
  return fresh;
}

function write(text: string): void {
  log.type({ text });
  log.send();
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const shown = () => log.getState().messages.map(({ text }) => text);
const waiting = () => log.getState().unsent.map(({ text }) => text);

describe("writing", () => {
  it("goes out at once, and is in its place when the server has it", async () => {
    room.enter();
    write("hello  ");
    expect(waiting()).toEqual(["hello"]);
    await settle();
    expect(shown()).toEqual(["hello"]);
    expect(waiting()).toEqual([]);
  });

  it("empties the field and its reply, and keeps the reader", async () => {
    room.enter();
    log.type({ text: "psst", to: MARIE, replyTo: 1 });
    log.send();
    expect(log.getState().draft).toEqual({ text: "", to: MARIE, replyTo: null, attachments: [] });
    expect(log.getState().unsent).toMatchObject([{ text: "psst", to: MARIE, replyTo: 1 }]);
  });

  it("keeps the order, one after the other", async () => {
    room.enter();
    for (const text of ["one", "two", "three"]) write(text);
    expect(room.said).toEqual(["chat one"]);
    await settle();
    expect(shown()).toEqual(["one", "two", "three"]);
  });

  it("before the room was entered, waits for it", async () => {
    write("early");
    await settle();
    expect(room.said).toEqual([]);
    room.enter();
    await settle();
    expect(shown()).toEqual(["early"]);
  });

  it("while the line is cut, arrives once it is back, in order", async () => {
    room.enter();
    await settle();
    room.cut();
    write("one");
    write("two");
    await settle();
    expect(waiting()).toEqual(["one", "two"]);
    expect(log.getState().isOpen).toBe(false);
    room.enter();
    await settle();
    expect(room.messages.map(({ text }) => text)).toEqual(["one", "two"]);
    expect(waiting()).toEqual([]);
  });

  it("whose acknowledgement is lost is said again, and is there once", async () => {
    room.enter();
    await settle();
    room.loseAnswers = true;
    write("once");
    await settle();
    expect(waiting()).toEqual(["once"]);
    room.cut();
    room.loseAnswers = false;
    room.enter();
    await settle();
    expect(room.said).toEqual(["chat once", "chat once"]);
    expect(room.messages).toHaveLength(1);
    expect(shown()).toEqual(["once"]);
    expect(waiting()).toEqual([]);
  });

  it("with a line that is there and silent is tried again after a while", async () => {
    room.enter();
    await settle();
    room.loseAnswers = true;
    write("patience");
    await settle();
    room.loseAnswers = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(waiting()).toEqual([]);
    expect(shown()).toEqual(["patience"]);
  });

  it("outlives a reload of the page, with the same name for the server", async () => {
    room.enter();
    await settle();
    room.loseAnswers = true;
    write("kept");
    await settle();
    room.loseAnswers = false;
    room.cut();
    log = opened();
    expect(waiting()).toEqual(["kept"]);
    room.enter();
    await settle();
    expect(room.messages).toHaveLength(1);
    expect(shown()).toEqual(["kept"]);
    expect(waiting()).toEqual([]);
  });

  it("never goes out in the name of whoever uses this computer next", () => {
    write("mine");
    expect(opened("somebody else").getState().unsent).toEqual([]);
  });

  it("is forgotten when the lesson is over", () => {
    write("too late");
    room.end();
    expect(waiting()).toEqual([]);
    expect(opened().getState().unsent).toEqual([]);
  });

  it("that another event has shown to be there is not waited for", async () => {
    room.enter();
    await settle();
    room.cut();
    write("heard");
    const clientId = log.getState().unsent[0]?.clientId ?? "";
    room.tell(room.add("heard", { client_id: clientId, from: ADA }));
    expect(waiting()).toEqual([]);
  });
});

describe("a refusal", () => {
  beforeEach(async () => {
    room.enter();
    await settle();
    room.refusal = refusal;
    write("refused");
    await settle();
  });

  it("says why, and lets what comes after pass", async () => {
    expect(log.getState().unsent).toMatchObject([{ text: "refused", problem: { detail: "Not now." } }]);
    room.refusal = null;
    write("next");
    await settle();
    expect(shown()).toEqual(["next"]);
    expect(waiting()).toEqual(["refused"]);
  });

  it("is not repeated by itself", async () => {
    room.cut();
    room.enter();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(room.said).toEqual(["chat refused"]);
  });

  it("may be sent again", async () => {
    room.refusal = null;
    log.sendAgain(log.getState().unsent[0]?.clientId ?? "");
    await settle();
    expect(shown()).toEqual(["refused"]);
    expect(waiting()).toEqual([]);
  });

  it("may be discarded, for good", () => {
    log.discard(log.getState().unsent[0]?.clientId ?? "");
    expect(waiting()).toEqual([]);
    expect(opened().getState().unsent).toEqual([]);
  });
});

it("a server that has enough for a moment gets the message later", async () => {
  room.enter();
  await settle();
  room.refusal = { ...refusal, status: 429, code: "too_many_tries" };
  write("slowly");
  await settle();
  expect(log.getState().unsent[0]?.problem).toBeNull();
  room.refusal = null;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shown()).toEqual(["slowly"]);
});

describe("history", () => {
  beforeEach(() => {
    for (let n = 1; n <= 8; n++) room.add(`m${n}`);
  });

  it("shows the last page on entry, and older ones when asked", async () => {
    room.enter();
    await settle();
    expect(shown()).toEqual(["m6", "m7", "m8"]);
    expect(log.getState()).toMatchObject({ hasOlder: true, history: "idle" });
    await log.loadOlder();
    await log.loadOlder();
    expect(shown()).toEqual(["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"]);
    expect(log.getState().hasOlder).toBe(false);
  });

  it("after an absence has no gap, however much was said", async () => {
    room.enter();
    await settle();
    room.cut();
    for (let n = 9; n <= 20; n++) room.add(`m${n}`);
    room.enter();
    await settle();
    expect(shown()).toEqual(Array.from({ length: 15 }, (_, index) => `m${index + 6}`));
  });

  it("after an absence shows what was edited and deleted meanwhile", async () => {
    room.enter();
    await settle();
    room.cut();
    Object.assign(room.messages[6] ?? {}, { text: "", deleted: true });
    Object.assign(room.messages[7] ?? {}, { text: "better", edited_at: new Date(90_000).toISOString() });
    room.enter();
    await settle();
    expect(shown()).toEqual(["m6", "", "better"]);
  });

  it("after a very long absence begins with the newest, instead of hiding a gap", async () => {
    room.enter();
    await settle();
    room.cut();
    for (let n = 9; n <= 60; n++) room.add(`m${n}`);
    room.enter();
    await settle();
    expect(shown()[0]).toBe("m31");
    expect(shown().at(-1)).toBe("m60");
    expect(log.getState().hasOlder).toBe(true);
  });

  it("that was read before a change does not undo it", async () => {
    let answer: () => void = () => undefined;
    room.hold = new Promise((resolve) => (answer = resolve));
    const stale = { ...(room.messages[7] as ChatMessage) };
    room.enter();
    room.tell({ ...stale, text: "", deleted: true }, "chat-changed");
    answer();
    await settle();
    expect(shown()).toEqual(["m6", "m7", ""]);
  });

  it("that does not come can be asked for again", async () => {
    room.enter();
    await settle();
    room.state = "interrupted"; // the line is dead, and nobody has noticed yet
    await log.loadOlder();
    expect(log.getState().history).toBe("failed");
    room.state = "open";
    await log.loadOlder();
    expect(shown()).toHaveLength(6);
  });
});

describe("changes", () => {
  it("of one's own are shown in place", async () => {
    room.enter();
    write("frist");
    write("second");
    await settle();
    await log.edit(1, "first ");
    await log.remove(2);
    expect(log.getState().messages).toMatchObject([
      { text: "first", deleted: false },
      { text: "", deleted: true },
    ]);
  });

  it("by others are shown in place", async () => {
    room.enter();
    await settle();
    const message = room.add("hallo");
    room.tell(message);
    room.tell({ ...message, text: "hello", edited_at: message.at }, "chat-changed");
    expect(shown()).toEqual(["hello"]);
  });

  it("that are refused are the business of whoever asked for them", async () => {
    room.enter();
    await settle();
    room.refusal = refusal;
    await expect(log.edit(1, "x")).rejects.toThrow("Not now.");
    await expect(log.remove(1)).rejects.toThrow("Not now.");
  });
});

describe("what is new", () => {
  it("counts what others wrote until it was read", async () => {
    room.add("before I came");
    room.enter();
    await settle();
    expect(log.getState().unread).toBe(1);
    log.markRead();
    room.tell(room.add("hello"));
    write("my own");
    await settle();
    expect(log.getState().unread).toBe(1);
    log.markRead();
    expect(log.getState().unread).toBe(0);
  });

  it("does not count what was taken back", async () => {
    room.enter();
    await settle();
    const message = room.add("oops");
    room.tell(message);
    room.tell({ ...message, text: "", deleted: true }, "chat-changed");
    expect(log.getState().unread).toBe(0);
  });

  it("is still known after a reload", async () => {
    room.add("read");
    room.enter();
    await settle();
    log.markRead();
    room.add("unread");
    room.become("connecting");
    log = opened();
    room.enter();
    await settle();
    expect(log.getState().unread).toBe(1);
  });

  it("is announced when somebody else says it, not when it is history or one's own", async () => {
    room.add("history");
    room.enter();
    write("mine");
    await settle();
    expect(log.getState().newest).toBeNull();
    room.tell(room.add("news"));
    expect(log.getState().newest?.text).toBe("news");
    room.tell({ ...(room.messages.at(-1) as ChatMessage), text: "", deleted: true }, "chat-changed");
    expect(log.getState().newest).toBeNull();
  });
});

it("remembers the names of those who are here and of those who wrote", async () => {
  room.add("bye", { from: "gone", name: "Grace" });
  room.enter();
  await settle();
  expect(Object.fromEntries(log.getState().names)).toEqual({ ada: "Ada", marie: "Marie", gone: "Grace" });
});
