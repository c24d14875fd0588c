/** What a connection check can find, and how good is good enough. Knows no browser: everything here is a plain function. */
import type { DeviceProblem } from "@/call/devices";

/** In the order in which they are shown. */
export const STEPS = [
  "browser",
  "microphone",
  "camera",
  "speaker",
  "signalling",
  "stun",
  "relay_udp",
  "relay_tcp",
  "relay_tls",
  "rate",
] as const;
export type StepName = (typeof STEPS)[number];

export const RELAY_WAYS = ["relay_udp", "relay_tcp", "relay_tls"] as const;
export type RelayWay = (typeof RELAY_WAYS)[number];

export type Outcome = "ok" | "weak" | "failed" | "skipped";

/**
 * Why something is not simply well. `quiet`: the microphone gave nothing above room noise. `unmeasured`: the browser cannot
 * say how loud it is. `unheard`: the person did not hear the tone. `unconfirmed`: they did not say. `no-sound`: the browser
 * cannot play anything. `slow-way`: only long polling gets through. `same-address`: this device has a public address of its
 * own. `full`: the relay's quota is used up. `busy`: the server wants fewer measurements.
 */
export type Reason =
  | DeviceProblem
  | "no-calls"
  | "quiet"
  | "unmeasured"
  | "unheard"
  | "unconfirmed"
  | "no-sound"
  | "slow-way"
  | "no-answer"
  | "same-address"
  | "not-configured"
  | "refused"
  | "full"
  | "busy"
  | "rate"
  | "loss"
  | "delay"
  | "jitter";

export interface Finding {
  outcome: Outcome;
  reason: Reason | null;
}

/** Null is what was not measured. Rates in kbit/s, times in ms, loss in percent. */
export interface RateFigures {
  /** Where delay, jitter and loss were measured: through the relay, or by requests to our server. */
  path: "relay" | "server";
  up: number | null;
  down: number | null;
  /** There and back through the relay: the slower of both directions. */
  through: number | null;
  delay: number | null;
  jitter: number | null;
  /** Null without a relay: requests repeat what is lost, and hide it. */
  loss: number | null;
}

export type Verdict = "ready" | "limited" | "not_ready";

export const ok: Finding = { outcome: "ok", reason: null };
export const weak = (reason: Reason): Finding => ({ outcome: "weak", reason });
export const failed = (reason: Reason): Finding => ({ outcome: "failed", reason });
export const skipped = (reason: Reason): Finding => ({ outcome: "skipped", reason });

/** kbit/s. A small picture with sound wants half a megabit each way; sound alone a tenth of that. */
const GOOD_RATE = 1_000;
const LEAST_RATE = 100;
/** Percent. Speech hides a twentieth; beyond a fifth words are missing. */
const LITTLE_LOSS = 5;
const MUCH_LOSS = 20;
/** ms, there and back. Beyond that people fall into each other's words (ITU-T G.114: 150 ms one way is good, 400 the limit). */
const LONG_DELAY = 300;
const MUCH_DELAY = 800;
const MUCH_JITTER = 60;

export function judgeRate({ up, down, through, delay, jitter, loss }: RateFigures): Finding {
  const rates = [up, down, through].filter((rate) => rate !== null);
  if (rates.length === 0) return failed("no-answer");
  const slowest = Math.min(...rates);
  if (slowest < LEAST_RATE) return failed("rate");
  if (loss !== null && loss > MUCH_LOSS) return failed("loss");
  if (delay !== null && delay > MUCH_DELAY) return failed("delay");
  if (loss !== null && loss > LITTLE_LOSS) return weak("loss");
  if (slowest < GOOD_RATE) return weak("rate");
  if (delay !== null && delay > LONG_DELAY) return weak("delay");
  if (jitter !== null && jitter > MUCH_JITTER) return weak("jitter");
  return ok;
}

export function judgeRoundTrip(ms: number): Finding {
  return ms > LONG_DELAY ? weak("delay") : ok;
}

/** Which step the address of a relay belongs to. */
export function relayWay(url: string): RelayWay | null {
  if (url.startsWith("turns:")) return "relay_tls";
  if (!url.startsWith("turn:")) return null;
  return /[?&]transport=tcp\b/.test(url) ? "relay_tcp" : "relay_udp";
}

/** Nobody can teach or learn without these. */
const ESSENTIAL = ["browser", "microphone", "speaker", "signalling", "rate"] as const satisfies StepName[];

/**
 * One word for all of it. A way through the relay that is closed matters only where no other way is open; an answer from
 * STUN only where there is no relay.
 */
export function verdictOf(findings: Record<StepName, Finding>, relayOnly: boolean): Verdict {
  const outcome = (step: StepName) => findings[step].outcome;
  const relays = RELAY_WAYS.map(outcome).filter((each) => each !== "skipped");
  const relayWorks = relays.includes("ok");
  if (ESSENTIAL.some((step) => outcome(step) === "failed")) return "not_ready";
  if (relayOnly && !relayWorks) return "not_ready";
  const isHampered =
    outcome("camera") === "failed" ||
    ESSENTIAL.some((step) => outcome(step) === "weak") ||
    (relays.length > 0 && !relayWorks) ||
    (outcome("stun") === "failed" && !relayWorks);
  return isHampered ? "limited" : "ready";
}
