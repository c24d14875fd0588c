import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { networkProblem, Problem } from "@/api/problem";

import { ChatLog, MOST_ATTACHMENTS } from "./chat-log";
import { ADA, FakeRoom } from "./fake-room";

let room: FakeRoom;
let log: ChatLog;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:picture", revokeObjectURL: () => undefined }));
  sessionStorage.clear();
  room = new FakeRoom();
  log = opened();
});
afterEach(() => vi.useRealTimers());

function opened(): ChatLog {
  const fresh = new ChatLog();
  fresh.listen(room, room.files, "session", ADA);
  return fresh;
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const bytes = (name: string, size = 10) => new File(["x".repeat(size)], name, { type: name.endsWith(".png") ? "image/png" : "" });
const draft = () => log.getState().draft.attachments.map((id) => log.getState().attachments.get(id));
const unsent = () => log.getState().unsent.map(({ text }) => text);
const filesOf = () => room.messages.map(({ files }) => files.map(({ name }) => name));

async function arrive(index = 0): Promise<void> {
  room.files.uploads[index]?.arrive();
  await settle();
}

describe("what is attached", () => {
  beforeEach(() => room.enter());

  it("is uploaded at once, two at a time, with progress, and goes with the message in its order", async () => {
    log.attach([bytes("a.png"), bytes("b.txt"), bytes("c.txt")]);
    await settle();
    expect(room.files.uploads.map((upload) => upload.bytes.name)).toEqual(["a.png", "b.txt"]);
    room.files.uploads[0]?.options.onProgress(0.4);
    expect(draft()[0]).toMatchObject({ name: "a.png", preview: "blob:picture", progress: 0.4, file: null });
    log.type({ text: "look" });
    log.send();
    await arrive(1);
    await arrive(2);
    expect(unsent()).toEqual(["look"]);
    await arrive(0);
    expect(filesOf()).toEqual([["a.png", "b.txt", "c.txt"]]);
    expect(unsent()).toEqual([]);
    expect(log.getState().attachments.size).toBe(0);
    expect(room.files.takenBack).toEqual([]);
  });

  it("does not hold up the words that come after it", async () => {
    log.attach([bytes("large.txt")]);
    log.send();
    log.type({ text: "meanwhile" });
    log.send();
    await settle();
    expect(room.messages.map(({ text }) => text)).toEqual(["meanwhile"]);
    await arrive();
    expect(filesOf()).toEqual([[], ["large.txt"]]);
  });

  it("is no more than a message takes", () => {
    expect(log.attach(Array.from({ length: 4 }, (_, n) => bytes(`${n}.txt`)))).toBe(0);
    expect(log.attach([bytes("5.txt"), bytes("6.txt"), bytes("7.txt")])).toBe(2);
    expect(draft()).toHaveLength(MOST_ATTACHMENTS);
  });

  it("and is too large is not sent anywhere", async () => {
    log.attach([bytes("huge.txt", 1_001)]);
    await settle();
    expect(room.files.uploads).toEqual([]);
    expect(draft()[0]?.problem).toMatchObject({ code: "too_large_here", largestBytes: 1_000 });
  });

  it("may be taken away: on its way, and when it is there", async () => {
    log.attach([bytes("a.txt"), bytes("b.txt")]);
    await settle();
    const [a, b] = log.getState().draft.attachments;
    log.detach(a ?? "");
    expect(room.files.uploads[0]?.options.signal.aborted).toBe(true);
    await arrive(1);
    log.detach(b ?? "");
    expect(room.files.takenBack).toHaveLength(1);
    expect(draft()).toEqual([]);
  });
});

describe("what waits with its message", () => {
  it("is given back when it is taken away from it", async () => {
    room.enter();
    log.attach([bytes("there.txt"), bytes("never.txt")]);
    log.type({ text: "words" });
    log.send();
    await settle();
    await arrive(0);
    const [there, never] = log.getState().unsent[0]?.attachments ?? [];
    log.detach(there ?? "");
    log.detach(never ?? "");
    await settle();
    expect(room.files.takenBack).toEqual(["f2-there.txt"]);
    expect(filesOf()).toEqual([[]]);
    expect(unsent()).toEqual([]);
  });
});

describe("a line that is cut", () => {
  it("delays the file with its message, and each goes once", async () => {
    log.attach([bytes("a.txt")]);
    log.type({ text: "later" });
    log.send();
    await settle();
    expect(room.files.uploads).toHaveLength(0);
    room.enter();
    await settle();
    room.files.uploads[0]?.fail(networkProblem());
    await settle();
    expect(log.getState().attachments.values().next().value).toMatchObject({ problem: null, progress: 0 });
    room.cut();
    room.enter();
    await settle();
    expect(room.files.uploads).toHaveLength(2);
    room.loseAnswers = true;
    await arrive(1);
    room.loseAnswers = false;
    room.cut();
    room.enter();
    await settle();
    expect(filesOf()).toEqual([["a.txt"]]);
    expect(room.files.uploads).toHaveLength(2);
    expect(unsent()).toEqual([]);
  });

  it("that nobody noticed lets it be tried again after a while", async () => {
    room.enter();
    log.attach([bytes("a.txt")]);
    await settle();
    room.files.uploads[0]?.fail(networkProblem());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(room.files.uploads).toHaveLength(2);
  });
});

describe("a reload", () => {
  it("sends what the server has, and says what it has not", async () => {
    room.enter();
    room.loseAnswers = true;
    log.attach([bytes("there.txt")]);
    log.send();
    await settle();
    await arrive(0);
    room.loseAnswers = false;
    log.attach([bytes("half.txt")]);
    log.type({ text: "half" });
    log.send();
    await settle();
    room.cut();
    log = opened();
    room.enter();
    await settle();
    expect(filesOf()).toEqual([["there.txt"]]);
    const [message] = log.getState().unsent;
    const [id] = message?.attachments ?? [];
    expect(log.getState().attachments.get(id ?? "")?.problem?.code).toBe("lost_by_reload");
    // Without the file the words go.
    expect(room.files.takenBack).toEqual([]);
    log.detach(id ?? "");
    await settle();
    expect(room.messages.at(-1)).toMatchObject({ text: "half", files: [] });
  });
});

describe("a refusal", () => {
  it("of the file stays with it until it is taken away or tried again", async () => {
    room.enter();
    log.attach([bytes("a.txt")]);
    log.send();
    await settle();
    room.files.uploads[0]?.fail(new Problem({ status: 507, code: "storage_full", detail: "No space." }));
    await vi.advanceTimersByTimeAsync(10_000);
    const [id] = log.getState().unsent[0]?.attachments ?? [];
    expect(log.getState().attachments.get(id ?? "")?.problem).toMatchObject({ detail: "No space." });
    expect(room.files.uploads).toHaveLength(1);
    log.uploadAgain(id ?? "");
    await settle();
    await arrive(1);
    expect(filesOf()).toEqual([["a.txt"]]);
  });

  it("of the message, because its file was deleted meanwhile, is mended by sending both again", async () => {
    room.enter();
    log.attach([bytes("a.txt")]);
    await settle();
    await arrive(0);
    room.files.forget();
    log.send();
    await settle();
    const [message] = log.getState().unsent;
    expect(message?.problem?.code).toBe("no_such_file");
    log.sendAgain(message?.clientId ?? "");
    await settle();
    await arrive(1);
    expect(filesOf()).toEqual([["a.txt"]]);
    expect(unsent()).toEqual([]);
  });

  it("is over when the message is discarded", async () => {
    room.enter();
    log.attach([bytes("a.txt")]);
    await settle();
    log.send();
    log.discard(log.getState().unsent[0]?.clientId ?? "");
    expect(room.files.uploads[0]?.options.signal.aborted).toBe(true);
    expect([unsent(), log.getState().attachments.size]).toEqual([[], 0]);
  });
});
