import { describe, expect, it } from "vitest";

import { failed, type Finding, judgeRate, ok, type RateFigures, relayWay, skipped, STEPS, type StepName, verdictOf, weak } from "./findings";

const good: RateFigures = { path: "relay", up: 3_000, down: 9_000, through: 2_500, delay: 40, jitter: 4, loss: 0.2 };

describe("the line", () => {
  it.each<[string, Partial<RateFigures>, Finding]>([
    ["is good", {}, ok],
    ["is slow one way", { up: 600 }, weak("rate")],
    ["is slow through the relay", { through: 600 }, weak("rate")],
    ["carries not even sound", { up: 60 }, failed("rate")],
    ["loses some", { loss: 8 }, weak("loss")],
    ["loses too much", { loss: 30 }, failed("loss")],
    ["loses nothing that anybody measured", { path: "server", through: null, loss: null }, ok],
    ["is long", { delay: 420 }, weak("delay")],
    ["is too long to talk", { delay: 900 }, failed("delay")],
    ["is unsteady", { jitter: 90 }, weak("jitter")],
    ["says loss before everything that is merely slow", { loss: 8, up: 600, delay: 420 }, weak("loss")],
    ["could not be measured", { up: null, down: null, through: null }, failed("no-answer")],
    ["stood still", { through: 0 }, failed("rate")],
  ])("%s", (_, change, finding) => {
    expect(judgeRate({ ...good, ...change })).toEqual(finding);
  });
});

describe("the address of a relay", () => {
  it.each([
    ["turn:relay.example:3478", "relay_udp"],
    ["turn:relay.example:3478?transport=udp", "relay_udp"],
    ["turn:relay.example?transport=tcp", "relay_tcp"],
    ["turns:relay.example:443?transport=tcp", "relay_tls"],
    ["turns:relay.example", "relay_tls"],
    ["stun:relay.example", null],
  ])("%s", (url, way) => {
    expect(relayWay(url)).toBe(way);
  });
});

describe("the verdict", () => {
  const none = skipped("not-configured");
  const closed = failed("no-answer");
  const bare: Partial<Record<StepName, Finding>> = { stun: none, relay_udp: none, relay_tcp: none, relay_tls: none };
  const verdict = (change: Partial<Record<StepName, Finding>>, relayOnly = false) => {
    const fine = Object.fromEntries(STEPS.map((step) => [step, ok])) as Record<StepName, Finding>;
    return verdictOf({ ...fine, ...change }, relayOnly);
  };

  it("is good when everything is, and when the server has neither STUN nor a relay", () => {
    expect(verdict({})).toBe("ready");
    expect(verdict(bare)).toBe("ready");
  });

  it("is bad when something is missing that no lesson works without", () => {
    for (const step of ["browser", "microphone", "speaker", "signalling", "rate"] as const) {
      expect([step, verdict({ [step]: closed })]).toEqual([step, "not_ready"]);
    }
  });

  it("is in between when a lesson is possible all the same", () => {
    expect(verdict({ camera: failed("none") })).toBe("limited");
    expect(verdict({ microphone: weak("quiet") })).toBe("limited");
    expect(verdict({ signalling: weak("slow-way") })).toBe("limited");
    expect(verdict({ rate: weak("rate") })).toBe("limited");
  });

  it("does not mind a closed way while another one is open", () => {
    expect(verdict({ relay_udp: closed, relay_tls: closed })).toBe("ready");
    expect(verdict({ stun: closed })).toBe("ready");
    expect(verdict({ relay_udp: closed, relay_tcp: closed, relay_tls: closed })).toBe("limited");
    expect(verdict({ ...bare, stun: closed })).toBe("limited");
  });

  it("is bad without a relay where every call goes through it", () => {
    expect(verdict({ relay_udp: closed, relay_tcp: closed, relay_tls: none }, true)).toBe("not_ready");
    expect(verdict({ relay_udp: closed }, true)).toBe("ready");
  });

  it("does not hold against anybody what they did not say or the server did not measure", () => {
    expect(verdict({ speaker: skipped("unconfirmed"), rate: skipped("busy"), microphone: skipped("unmeasured") })).toBe("ready");
  });
});
