import {
  failed,
  type Finding,
  judgeRate,
  ok,
  type RateFigures,
  RELAY_WAYS,
  skipped,
  type StepName,
  STEPS,
  type Verdict,
  verdictOf,
  weak,
} from "@/call/check/findings";
import { type CheckSetup, type Probes, realProbes } from "@/call/check/probes";
import { TooBusy } from "@/call/check/rate-http";
import { Emitter } from "@/call/emitter";
import type { LocalMediaState } from "@/call/local-media";

export type StepState =
  | { status: "waiting"; finding: null }
  /** `asking`: goes on when the person has answered. */
  | { status: "running" | "asking"; finding: null }
  | { status: "done"; finding: Finding };

export interface CheckState {
  phase: "idle" | "running" | "done";
  steps: Record<StepName, StepState>;
  /** For the picture and the meter; null before the devices are open and after the check. */
  devices: LocalMediaState | null;
  /** A tone is being played. */
  sounding: boolean;
  /** Of the measurement of the rate, 0 to 1. */
  progress: number;
  /** ms to our server and back, over the room's own socket. */
  roundTrip: number | null;
  rate: RateFigures | null;
  /** When `done`. */
  verdict: Verdict | null;
}

export interface CheckEvents {
  change: CheckState;
}

export type Heard = "yes" | "no" | "unsure";

/** Above room noise: somebody speaks. On the meter's scale, 0 to 1. */
const HEARD_AT = 0.45;
const LISTENS_FOR_MS = 15_000;

/**
 * One check from start to end, or to `stop`. Devices and network are tried side by side, because the one waits for a person
 * and the other for the line.
 */
export class ConnectionCheck extends Emitter<CheckEvents> {
  readonly #askSetup: () => Promise<CheckSetup>;
  readonly #probes: Probes;
  readonly #abort = new AbortController();
  #state: CheckState = idleState();
  #answer: ((heard: Heard) => void) | null = null;
  #stopDevices: () => void = () => undefined;

  /** `askSetup` asks the server what there is to measure with. */
  constructor(askSetup: () => Promise<CheckSetup>, probes: Probes = realProbes) {
    super();
    this.#askSetup = askSetup;
    this.#probes = probes;
  }

  get state(): CheckState {
    return this.#state;
  }

  /** Within a click, so that the browser lets the tone be heard. Resolves at the end, whatever was found. */
  async start(): Promise<void> {
    this.#patch({ phase: "running" });
    let relayOnly = false;
    const network = this.#network().then((setup) => {
      relayOnly = setup?.relayOnly ?? false;
    });
    try {
      await Promise.all([this.#devices(), network]);
    } catch (error) {
      // Stopped by the page: nobody waits for a verdict.
      if (this.#abort.signal.aborted) return;
      throw error;
    }
    this.#patch({ phase: "done", verdict: verdictOf(this.#findings(), relayOnly) });
  }

  /** Lets go of devices and connections at once. */
  stop(): void {
    this.#abort.abort();
    this.#stopDevices();
  }

  /** What the person says about the tone. */
  answer(heard: Heard): void {
    this.#answer?.(heard);
  }

  async playAgain(): Promise<boolean> {
    if (this.#state.sounding) return true;
    this.#patch({ sounding: true });
    try {
      return await this.#probes.tone();
    } finally {
      this.#patch({ sounding: false });
    }
  }

  async #devices(): Promise<void> {
    this.#done("browser", this.#probes.browser());
    this.#running("microphone", "camera");
    const devices = this.#probes.devices((state) => this.#patch({ devices: state }));
    this.#stopDevices = () => devices.stop();
    const { microphone, camera } = await devices.start();
    this.#signal.throwIfAborted();
    this.#done("camera", camera.problem ? failed(camera.problem) : ok);
    if (microphone.problem || microphone.track === null) this.#done("microphone", failed(microphone.problem ?? "none"));
    else this.#done("microphone", await this.#listenTo(microphone.track));
    await this.#askAboutTone();
    // The camera's light goes out as soon as nothing is tried any more.
    devices.stop();
    this.#patch({ devices: null });
  }

  /** Until somebody speaks, or it is clear that this microphone hears nothing. */
  #listenTo(track: MediaStreamTrack): Promise<Finding> {
    return new Promise((resolve, reject) => {
      const end = (finding: Finding) => {
        clearTimeout(timer);
        stop();
        resolve(finding);
      };
      const timer = setTimeout(() => end(weak("quiet")), LISTENS_FOR_MS);
      const stop = this.#probes.level(track, (position) => {
        if (position === null) end(skipped("unmeasured"));
        else if (position > HEARD_AT) end(ok);
      });
      this.#signal.addEventListener("abort", () => {
        clearTimeout(timer);
        stop();
        reject(this.#signal.reason as Error);
      });
    });
  }

  async #askAboutTone(): Promise<void> {
    this.#running("speaker");
    const played = await this.playAgain();
    this.#signal.throwIfAborted();
    if (!played) return this.#done("speaker", failed("no-sound"));
    this.#step("speaker", { status: "asking", finding: null });
    const heard = await new Promise<Heard>((resolve, reject) => {
      this.#answer = resolve;
      this.#signal.addEventListener("abort", () => reject(this.#signal.reason as Error));
    });
    const findings: Record<Heard, Finding> = { yes: ok, no: failed("unheard"), unsure: skipped("unconfirmed") };
    this.#done("speaker", findings[heard]);
  }

  async #network(): Promise<CheckSetup | null> {
    this.#running("signalling");
    const setup = await this.#askSetup().catch(() => null);
    this.#signal.throwIfAborted();
    const { finding, roundTrip } = await this.#probes.socket(this.#signal);
    this.#patch({ roundTrip });
    this.#done("signalling", finding);
    if (setup === null) {
      for (const step of ["stun", ...RELAY_WAYS, "rate"] as const) this.#done(step, failed("no-answer"));
      return null;
    }
    this.#running("stun", ...RELAY_WAYS);
    await Promise.all([
      this.#probes.stun(setup.iceServers, this.#signal).then((stun) => this.#done("stun", stun)),
      ...RELAY_WAYS.map(async (way) => this.#done(way, await this.#probes.relay(way, setup.iceServers, this.#signal))),
    ]);
    const relayWorks = RELAY_WAYS.some((way) => this.#state.steps[way].finding?.outcome === "ok");
    await this.#measureRate(setup, relayWorks);
    return setup;
  }

  async #measureRate(setup: CheckSetup, relayWorks: boolean): Promise<void> {
    this.#running("rate");
    try {
      const rate = await this.#probes.rate(setup, relayWorks, (progress) => this.#patch({ progress }), this.#signal);
      this.#patch({ rate });
      this.#done("rate", judgeRate(rate));
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#done("rate", error instanceof TooBusy ? skipped("busy") : failed("no-answer"));
    }
  }

  get #signal(): AbortSignal {
    return this.#abort.signal;
  }

  #findings(): Record<StepName, Finding> {
    const entries = STEPS.map((step) => [step, this.#state.steps[step].finding ?? skipped("unconfirmed")]);
    return Object.fromEntries(entries) as Record<StepName, Finding>;
  }

  #running(...names: StepName[]): void {
    for (const name of names) this.#step(name, { status: "running", finding: null });
  }

  #done(name: StepName, finding: Finding): void {
    this.#step(name, { status: "done", finding });
  }

  #step(name: StepName, step: StepState): void {
    this.#patch({ steps: { ...this.#state.steps, [name]: step } });
  }

  #patch(change: Partial<CheckState>): void {
    // What was under way when the page stopped the check is nobody's concern any more.
    if (this.#abort.signal.aborted) return;
    this.#state = { ...this.#state, ...change };
    this.emit("change", this.#state);
  }
}

export function idleState(): CheckState {
  const waiting: StepState = { status: "waiting", finding: null };
  return {
    phase: "idle",
    steps: Object.fromEntries(STEPS.map((step) => [step, waiting])) as Record<StepName, StepState>,
    devices: null,
    sounding: false,
    progress: 0,
    roundTrip: null,
    rate: null,
    verdict: null,
  };
}
