import "fake-indexeddb/auto";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "@/api/problem";

import { type DocumentOptions, openDocument, type SharedDocument } from "./shared-document";
import { TestHub } from "./test-hub";

let hub: TestHub;
let open: SharedDocument[];

beforeEach(async () => {
  hub = new TestHub();
  open = [];
  await hub.start();
});

afterEach(async () => {
  for (const document of open) document.close();
  await hub.stop();
});

function page(options: Partial<DocumentOptions> = {}): SharedDocument {
  const document = openDocument({
    sessionId: `session-${hub.url}`,
    name: "board",
    credential: async () => "secret",
    server: hub.url,
    person: crypto.randomUUID(),
    ...options,
  });
  open.push(document);
  return document;
}

const text = ({ doc }: SharedDocument) => doc.getText("text").toJSON();
const write = ({ doc }: SharedDocument, written: string) => doc.getText("text").insert(0, written);
const isOpen = (document: SharedDocument) => vi.waitFor(() => expect(document.state).toMatchObject({ connection: "open", synced: true }));
const isSafe = (document: SharedDocument) => vi.waitFor(() => expect(document.state.unsaved).toBe(0));

describe("two pages", () => {
  it("see what the other writes, and know when it is safe", async () => {
    const [one, other] = [page(), page()];
    await Promise.all([isOpen(one), isOpen(other)]);
    write(one, "chalk");
    expect(one.state.unsaved).toBe(1);
    await vi.waitFor(() => expect(text(other)).toBe("chalk"));
    await isSafe(one);
    expect(hub.doc.getText("text").toJSON()).toBe("chalk");
  });

  it("bundle what is written at once into few frames", async () => {
    const one = page();
    await isOpen(one);
    for (const letter of "a long sentence") write(one, letter);
    await isSafe(one);
    expect(hub.updates).toBe(1);
  });

  it("end up with the same after a cut-off in which both went on writing", async () => {
    const [one, other] = [page(), page()];
    await Promise.all([isOpen(one), isOpen(other)]);
    await hub.stop();
    await vi.waitFor(() => expect([one.state.connection, other.state.connection]).toEqual(["offline", "offline"]));
    write(one, "white ");
    write(other, "chalk ");
    expect(one.state.unsaved).toBeGreaterThan(0);
    await hub.start();
    await vi.waitFor(() => expect(text(one)).toHaveLength("white chalk ".length), { timeout: 8_000 });
    await vi.waitFor(() => expect(text(other)).toBe(text(one)), { timeout: 8_000 });
    await Promise.all([isSafe(one), isSafe(other)]);
  });

  it("show each other's place, also after a cut-off", async () => {
    const [one, other] = [page(), page()];
    one.awareness.setLocalState({ place: 3 });
    const seen = () => other.awareness.getStates().get(one.doc.clientID);
    await vi.waitFor(() => expect(seen()).toEqual({ place: 3 }));
    await hub.stop();
    await vi.waitFor(() => expect(seen()).toBeUndefined());
    await hub.start();
    await vi.waitFor(() => expect(seen()).toEqual({ place: 3 }), { timeout: 8_000 });
  });

  it("show a pen in progress", async () => {
    const [one, other] = [page(), page()];
    await Promise.all([isOpen(one), isOpen(other)]);
    const heard = vi.fn();
    other.on("ink", heard);
    one.ink({ k: "pen", points: [1, 2] });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ from: "someone", client: 7, payload: { k: "pen", points: [1, 2] } }));
  });
});

describe("what was not sent", () => {
  it("outlives the page", async () => {
    const before = page({ person: "ada" });
    await isOpen(before);
    await hub.stop();
    write(before, "chalk");
    before.close();

    await hub.start();
    const after = page({ person: "ada" });
    expect(text(page({ person: "leo" }))).toBe("");
    await vi.waitFor(() => expect(hub.doc.getText("text").toJSON()).toBe("chalk"), { timeout: 8_000 });
    await isSafe(after);
    expect(text(after)).toBe("chalk");
  });

  it("does not stay in the browser once it is saved", async () => {
    const before = page({ person: "ada" });
    await isOpen(before);
    write(before, "chalk");
    await isSafe(before);
    before.close();
    await hub.stop();
    const after = page({ person: "ada" });
    await vi.waitFor(() => expect(after.state.connection).toBe("offline"));
    expect(text(after)).toBe("");
  });
});

describe("a refusal", () => {
  it("throws away what was written and loads anew", async () => {
    const one = page();
    await isOpen(one);
    write(one, "good ");
    await isSafe(one);
    const reset = vi.fn();
    one.on("reset", reset);
    hub.refuseNext("full");
    write(one, "too much ");
    await vi.waitFor(() => expect(reset).toHaveBeenCalledWith({ reason: "full" }));
    await vi.waitFor(() => expect(text(one)).toBe("good "), { timeout: 8_000 });
    expect(one.state.unsaved).toBe(0);
  });

  it("never meets a reader: they have nothing to tell, also after a cut-off", async () => {
    const writer = page();
    await isOpen(writer);
    write(writer, "chalk");
    writer.doc.getText("text").delete(0, 2);
    await isSafe(writer);
    writer.close();
    const updates = hub.updates;
    hub.mayWrite = false;
    const reader = page();
    await vi.waitFor(() => expect(text(reader)).toBe("alk"));
    expect(reader.state.mayWrite).toBe(false);
    await hub.stop();
    await hub.start();
    await vi.waitFor(() => expect(hub.connections).toBe(3), { timeout: 8_000 });
    await isOpen(reader);
    expect(hub.updates).toBe(updates);
  });

  it("at the door is final", async () => {
    const problem = new Problem({ status: 403, code: "not_allowed", detail: "" });
    const one = page({ credential: () => Promise.reject(problem) });
    await vi.waitFor(() => expect(one.state).toMatchObject({ connection: "refused", problem }));
    expect(hub.connections).toBe(0);
  });
});

it("follows what the server says about rights and size", async () => {
  const one = page();
  await vi.waitFor(() => expect(one.state).toMatchObject({ mayWrite: true, bytes: 100, limit: 1_000 }));
  hub.mayWrite = false;
  hub.tellState();
  await vi.waitFor(() => expect(one.state.mayWrite).toBe(false));
});
