// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from "vitest";

import { toBase64 } from "@/call/bytes";
import { codeOfRoom } from "@/call/e2ee/code";
import { type FakePage, FakeRelay, type Sent } from "@/call/e2ee/fake-relay";
import type { DeviceStatement } from "@/call/protocol";

let relay: FakeRelay;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  relay = new FakeRelay();
  return () => vi.useRealTimers();
});

/** Past every pause and every switch to a new key. */
async function later(): Promise<void> {
  await relay.quiet();
  await vi.advanceTimersByTimeAsync(2_000);
  await relay.quiet();
  await vi.advanceTimersByTimeAsync(2_000);
}

const sendsWith = ({ keys }: FakePage) => keys.current && `${keys.current.index} ${toBase64(new Uint8Array(keys.current.raw))}`;

async function expectOneKey(...pages: FakePage[]): Promise<string> {
  await later();
  const used = new Set(pages.map(sendsWith));
  expect([...used]).toHaveLength(1);
  return [...used][0] ?? expect.unreachable("nobody has a key");
}

describe("the room's key", () => {
  it("is there at once for the first, and the same for whoever comes", async () => {
    const ada = await relay.join("ada");
    expect(ada.keys.current).toMatchObject({ index: 1 });
    const leo = await relay.join("leo");
    const sam = await relay.join("sam");
    await expectOneKey(ada, leo, sam);
  });

  it("is another one after every join and every leave", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const two = await expectOneKey(ada, leo);
    const sam = await relay.join("sam");
    const three = await expectOneKey(ada, leo, sam);
    await relay.leave("leo");
    const without = await expectOneKey(ada, sam);
    expect(new Set([two, three, without])).toHaveLength(3);
    expect(sendsWith(leo)).toBe(three);
  });

  it("is another one when somebody loads the page anew", async () => {
    const ada = await relay.join("ada");
    const before = await relay.join("leo");
    const key = await expectOneKey(ada, before);
    const leo = await relay.join("leo");
    expect(await expectOneKey(ada, leo)).not.toBe(key);
    expect(before.keys.ring.map(({ raw }) => toBase64(new Uint8Array(raw)))).not.toContain(sendsWith(leo)?.split(" ")[1]);
  });

  it("opens what comes with the new one before it sends with it", async () => {
    const ada = await relay.join("ada");
    await relay.join("leo");
    await later();
    const before = sendsWith(ada);
    await relay.join("sam");
    expect(sendsWith(ada)).toBe(before);
    expect(ada.keys.ring).toContainEqual(relay.pages.get("sam")?.keys.current);
    await vi.advanceTimersByTimeAsync(500);
    expect(sendsWith(ada)).not.toBe(before);
    // What was sent with the former one may still be on its way.
    expect(ada.keys.ring.map(({ index }) => index)).toEqual([1, 2, 3]);
  });

  it("goes to each in a message that nobody else can open", async () => {
    await relay.join("ada");
    await relay.join("leo");
    const sam = await relay.join("sam");
    await later();
    const forLeo = relay.sent.findLast(({ to }) => to === "leo") as Sent;
    const before = sendsWith(sam);
    relay.deliver({ ...forLeo, epoch: forLeo.epoch + 1, to: "sam" });
    await later();
    expect(sam.keys.refused).toEqual({ "bad-signature": 1 });
    expect(sendsWith(sam)).toBe(before);
  });

  it("is made by the next one when the one who made them is gone", async () => {
    await relay.join("ada");
    const leo = await relay.join("leo");
    const sam = await relay.join("sam");
    const before = await expectOneKey(leo, sam);
    await relay.leave("ada");
    expect(await expectOneKey(leo, sam)).not.toBe(before);
  });

  it("is not changed for somebody whose network is gone for a moment, and is told to them again", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const key = await expectOneKey(ada, leo);
    await relay.drop("leo");
    await relay.comeBack("leo");
    expect(await expectOneKey(ada, leo)).toBe(key);
  });

  it("reaches somebody who missed it while they were away", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    await relay.drop("leo");
    const sam = await relay.join("sam");
    await later();
    expect(sendsWith(leo)).not.toBe(sendsWith(sam));
    await relay.comeBack("leo");
    await expectOneKey(ada, leo, sam);
  });

  it("reaches the one who used to make it, and was away while another stood in", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const sam = await relay.join("sam");
    await relay.drop("ada");
    await relay.leave("sam");
    const kim = await relay.join("kim");
    const eve = await relay.join("eve");
    const meanwhile = await expectOneKey(leo, kim, eve);
    await relay.comeBack("ada");
    const now = await expectOneKey(ada, leo, kim, eve);
    expect(Number(now.split(" ")[0])).toBeGreaterThanOrEqual(Number(meanwhile.split(" ")[0]));
    expect(sam.keys.ring.length).toBeLessThan(leo.keys.ring.length);
    // And it makes the next one again.
    await relay.leave("eve");
    expect(await expectOneKey(ada, leo, kim)).not.toBe(now);
  });

  it("is made anew by the one who is back, if the last one was for somebody whom they never saw", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    await later();
    await relay.drop("ada");
    // Leo makes one for Kim as well, and has not made the next one yet when Ada is back.
    await relay.join("kim");
    await relay.leave("kim");
    await relay.comeBack("ada");
    await expectOneKey(ada, leo);
    expect(ada.keys.refused).toMatchObject({ "other-holders": 1 });
  });

  it("is agreed on again when two thought that it was for them to make it", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    await later();
    await relay.drop("ada");
    // Each of them learns of Sam alone: both make the same epoch.
    const sam = await relay.join("sam");
    await relay.comeBack("ada");
    await expectOneKey(ada, leo, sam);
  });

  it("is taken as soon as its receiver learns of everybody for whom it was made", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    // As after a restart of the server: it learns of a device when its page is back.
    relay.shown = ({ id, device }, to) => (id === "leo" && to === "sam" ? null : device);
    const sam = await relay.join("sam");
    await later();
    expect(sam.keys.current).toBeNull();
    relay.shown = ({ device }) => device;
    sam.signalling.hear("user-updated", { participant: leo.participant });
    await expectOneKey(ada, leo, sam);
  });

  it("comes to a whole class that comes in at once", async () => {
    const ids = Array.from({ length: 12 }, (_, number) => `student-${number}`);
    const pages = await Promise.all(ids.map((id) => relay.join(id)));
    await expectOneKey(...pages);
  });
});

describe("what is refused", () => {
  it("a message that was sent before", async () => {
    await relay.join("ada");
    const leo = await relay.join("leo");
    const old = relay.sent[0] as Sent;
    await relay.join("sam");
    await later();
    const key = sendsWith(leo);
    relay.deliver(old);
    await later();
    expect(leo.keys.refused).toEqual({ "old-epoch": 1 });
    expect(sendsWith(leo)).toBe(key);
  });

  it("a key from somebody who is not elected, and from nobody", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    await relay.join("sam");
    await later();
    const key = sendsWith(leo);
    const real = relay.sent.findLast(({ to }) => to === "leo") as Sent;
    const sam = relay.pages.get("sam") as FakePage;
    relay.deliver({ ...real, epoch: real.epoch + 1, from: "sam", connection_id: sam.signalling.connectionId });
    relay.deliver({ ...real, epoch: real.epoch + 1, from: "nobody" });
    relay.deliver({ ...real, epoch: real.epoch + 1, connection_id: "another page" });
    await later();
    expect(leo.keys.refused).toEqual({ "not-elected": 1, "unknown-sender": 2 });
    expect(sendsWith(leo)).toBe(key);
    expect(ada.keys.refused).toEqual({});
  });

  it("garbage", async () => {
    await relay.join("ada");
    const leo = await relay.join("leo");
    await later();
    const key = sendsWith(leo);
    const real = relay.sent.findLast(({ to }) => to === "leo") as Sent;
    for (const nonsense of ["", "AAAA", "not base64!", "A".repeat(4_000)]) {
      relay.deliver({ ...real, epoch: 9, wrapped: nonsense });
      relay.deliver({ ...real, epoch: 9, signature: nonsense });
    }
    await later();
    expect(leo.keys.refused).toEqual({ "bad-signature": 8 });
    expect(sendsWith(leo)).toBe(key);
  });

  it.each([
    ["of another page", (_own: DeviceStatement, other: DeviceStatement) => other],
    ["with a key of its own in it", (own: DeviceStatement, other: DeviceStatement) => ({ ...own, agreement: other.agreement })],
    ["that is no key", (own: DeviceStatement) => ({ ...own, signing: "AAAA" })],
  ])("a device with a statement %s", async (_, forged) => {
    const ada = await relay.join("ada");
    const other = ada.participant.device as DeviceStatement;
    relay.shown = ({ id, device }) => (id === "sam" && device ? forged(device, other) : device);
    const sam = await relay.join("sam");
    await later();
    expect(ada.keys.holders).toHaveLength(1);
    expect(relay.sent).toEqual([]);
    expect(sam.keys.current).toBeNull();
  });
});

describe("a server that puts its own keys in place of theirs", () => {
  it("gives itself away: the room has not one code, but several", async () => {
    // It shows Leo's page a device of its own for Ada, and Ada's page one for Leo.
    const spy = new FakeRelay();
    const asAda = await spy.join("ada");
    const asLeo = await spy.join("leo");
    const codes = new Map<string, string>();
    relay.shown = ({ id, device }) => (id === "ada" ? asAda : asLeo).participant.device ?? device;
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    expect([ada, leo].map(({ keys }) => keys.holders.length)).toEqual([2, 2]);
    for (const page of [ada, leo]) codes.set(page.id, (await codeOfRoom(page.keys.holders)).join());
    expect(codes.get("ada")).not.toBe(codes.get("leo"));
  });

  it("cannot show a stranger to the elected page alone: the others do not take its key", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const before = await expectOneKey(ada, leo);
    relay.shown = ({ id, device }, to) => (id === "stranger" && to === "leo" ? null : device);
    await relay.join("stranger");
    await later();
    expect(leo.keys.refused).toEqual({ "other-holders": 1 });
    expect(sendsWith(leo)).toBe(before);
    await relay.leave("stranger");
    expect(await expectOneKey(ada, leo)).not.toBe(before);
  });

  it("cannot show one device first and another later", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const before = (await codeOfRoom(ada.keys.holders)).join();
    const other = await new FakeRelay().join("leo");
    relay.shown = ({ id, device }) => (id === "leo" ? other.participant.device : device);
    await relay.drop("leo");
    await relay.comeBack("leo");
    expect((await codeOfRoom(ada.keys.holders)).join()).toBe(before);
    await expectOneKey(ada, leo);
  });
});

describe("the code of the room", () => {
  it("is the same on every page, and another one when somebody comes or goes", async () => {
    const ada = await relay.join("ada");
    const leo = await relay.join("leo");
    const sam = await relay.join("sam");
    const codeOn = async ({ keys }: FakePage) => (await codeOfRoom(keys.holders)).join();
    const three = await codeOn(ada);
    expect([await codeOn(leo), await codeOn(sam)]).toEqual([three, three]);
    await relay.leave("sam");
    const two = await codeOn(ada);
    expect(await codeOn(leo)).toBe(two);
    expect(two).not.toBe(three);
  }, 30_000);
});

describe("a room that the teacher allows to be unencrypted", () => {
  it("has no keys any more, and says so once", async () => {
    const ada = await relay.join("ada");
    const off = vi.fn();
    ada.keys.on("off", off);
    const rules = { locked: false, join_muted: false, rights: [], spotlight: null, stage: "people" as const, follow: false, copy_of: null, private: [], encrypted: false };
    ada.signalling.hear("room-updated", { rules });
    ada.signalling.hear("room-updated", { rules });
    expect(off).toHaveBeenCalledOnce();
    expect(ada.keys).toMatchObject({ isOff: true, current: null, ring: [] });
  });
});
