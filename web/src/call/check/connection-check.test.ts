import { describe, expect, it, vi } from "vitest";

import type { InputState, LocalMediaState } from "@/call/local-media";

import { ConnectionCheck } from "./connection-check";
import { failed, ok, type RateFigures, skipped, weak } from "./findings";
import type { CheckSetup, Probes } from "./probes";
import { TooBusy } from "./rate-http";

const setup: CheckSetup = { iceServers: [], relayOnly: false, largestDownload: 1_000, largestUpload: 1_000 };
const rate: RateFigures = { path: "server", up: 2_000, down: 2_000, through: null, delay: 20, jitter: 1, loss: null };

function input(change: Partial<InputState> = {}): InputState {
  return { on: true, track: {} as MediaStreamTrack, deviceId: "1", problem: null, asking: false, taken: false, ...change };
}

/** A device and a line on which everything works, but for what a test changes. */
function world(change: Partial<Probes> = {}, inputs: Partial<Pick<LocalMediaState, "microphone" | "camera">> = {}) {
  const stopped = vi.fn();
  const devices = { microphone: input(), camera: input(), devices: { microphones: [], cameras: [], speakers: [] }, ...inputs };
  const probes: Probes = {
    browser: () => ok,
    devices: (onChange) => ({
      start: async () => {
        onChange(devices);
        return devices;
      },
      stop: stopped,
    }),
    level: (_, read) => {
      queueMicrotask(() => read(0.9));
      return () => undefined;
    },
    tone: async () => true,
    socket: async () => ({ finding: ok, roundTrip: 12 }),
    stun: async () => ok,
    relay: async () => ok,
    rate: async () => rate,
    ...change,
  };
  return { probes, stopped };
}

/** To the end, with a person who answers. */
async function run(probes: Probes, askSetup = async () => setup) {
  const check = new ConnectionCheck(askSetup, probes);
  check.on("change", ({ steps }) => {
    if (steps.speaker.status === "asking") queueMicrotask(() => check.answer("yes"));
  });
  await check.start();
  return check.state;
}

describe("a check", () => {
  it("tries everything, says so, and lets go of the devices", async () => {
    const { probes, stopped } = world();
    const state = await run(probes);
    expect(state.phase).toBe("done");
    expect(state.verdict).toBe("ready");
    expect(Object.values(state.steps).map(({ finding }) => finding)).toEqual(Array(10).fill(ok));
    expect(state).toMatchObject({ roundTrip: 12, rate, devices: null });
    expect(stopped).toHaveBeenCalled();
  });

  it("waits for what only the person can say", async () => {
    const { probes } = world();
    const check = new ConnectionCheck(async () => setup, probes);
    const end = check.start();
    await vi.waitFor(() => expect(check.state.steps.speaker.status).toBe("asking"));
    await vi.waitFor(() => expect(check.state.steps.rate.status).toBe("done"));
    expect(check.state.phase).toBe("running");
    check.answer("no");
    await end;
    expect(check.state.steps.speaker.finding).toEqual(failed("unheard"));
    expect(check.state.verdict).toBe("not_ready");
  });

  it("keeps what the browser says about the devices, and tries the rest all the same", async () => {
    const { probes } = world({}, {
      microphone: input({ track: null, problem: "denied" }),
      camera: input({ track: null, problem: "busy" }),
    });
    const { steps, verdict } = await run(probes);
    expect(steps.microphone.finding).toEqual(failed("denied"));
    expect(steps.camera.finding).toEqual(failed("busy"));
    expect(steps.speaker.finding).toEqual(ok);
    expect(steps.rate.finding).toEqual(ok);
    expect(verdict).toBe("not_ready");
  });

  it("tells a silent microphone from one that cannot be measured", async () => {
    const unmeasured = await run(
      world({
        level: (_, read) => {
          queueMicrotask(() => read(null));
          return () => undefined;
        },
      }).probes,
    );
    expect(unmeasured.steps.microphone.finding).toEqual(skipped("unmeasured"));

    vi.useFakeTimers();
    try {
      const silent = run(world({ level: () => () => undefined }).probes);
      await vi.advanceTimersByTimeAsync(15_000);
      expect((await silent).steps.microphone.finding).toEqual(weak("quiet"));
    } finally {
      vi.useRealTimers();
    }
  });

  it("asks nobody about a tone that could not be played", async () => {
    const { steps } = await run(world({ tone: async () => false }).probes);
    expect(steps.speaker.finding).toEqual(failed("no-sound"));
  });

  it("measures through the relay only where a relay works", async () => {
    const measure = vi.fn(async () => rate);
    await run(world({ rate: measure, relay: async (way) => (way === "relay_tcp" ? ok : failed("no-answer")) }).probes);
    expect(measure).toHaveBeenLastCalledWith(setup, true, expect.any(Function), expect.any(AbortSignal));
    await run(world({ rate: measure, relay: async () => failed("no-answer") }).probes);
    expect(measure).toHaveBeenLastCalledWith(setup, false, expect.any(Function), expect.any(AbortSignal));
  });

  it("comes to an end without a server", async () => {
    const gone = async () => {
      throw new TypeError("offline");
    };
    const { steps, verdict } = await run(world({ socket: async () => ({ finding: failed("no-answer"), roundTrip: null }) }).probes, gone);
    for (const step of ["signalling", "stun", "relay_udp", "rate"] as const) {
      expect(steps[step].finding).toEqual(failed("no-answer"));
    }
    expect(verdict).toBe("not_ready");
  });

  it("does not blame the line when the server wants fewer measurements", async () => {
    const refuse = async () => {
      throw new TooBusy();
    };
    const { steps, rate: measured } = await run(world({ rate: refuse }).probes);
    expect(steps.rate.finding).toEqual(skipped("busy"));
    expect(measured).toBeNull();
  });

  it("stops with the page: devices are let go, and nothing more is said", async () => {
    const { probes, stopped } = world();
    const check = new ConnectionCheck(async () => setup, probes);
    const end = check.start();
    await vi.waitFor(() => expect(check.state.steps.speaker.status).toBe("asking"));
    const heard = vi.fn();
    check.on("change", heard);
    check.stop();
    await end;
    expect(stopped).toHaveBeenCalled();
    expect(heard).not.toHaveBeenCalled();
    expect(check.state.verdict).toBeNull();
  });
});
