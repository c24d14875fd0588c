import type { Finding, StepName } from "@/call/check/findings";

/** Everything that a check can find, by the words it is said in. The texts of `found` in check.json have the same shape. */
const FOUND = {
  browser: ["ok", "insecure", "no-calls", "unsupported"],
  device: ["denied", "denied-by-system", "dismissed", "none", "busy", "gone", "insecure", "unsupported"],
  microphone: ["ok", "quiet", "unmeasured"],
  camera: ["ok"],
  speaker: ["ok", "unheard", "unconfirmed", "no-sound"],
  signalling: ["ok", "delay", "slow-way", "no-answer"],
  stun: ["ok", "same-address", "no-answer"],
  relay: ["ok", "no-answer", "refused", "full"],
  rate: ["ok", "rate", "loss", "delay", "jitter", "busy", "no-answer"],
} as const;

type Group = keyof typeof FOUND;
export type FoundKey = { [G in Group]: `${G}.${(typeof FOUND)[G][number]}` }[Group];

/** Which sentence says this finding; null where there is nothing to say because the server offers no such way. */
export function foundKey(step: StepName, { reason }: Finding): FoundKey | null {
  if (reason === "not-configured") return null;
  const group = groupOf(step);
  const wanted = reason ?? "ok";
  const own: readonly string[] = FOUND[group];
  if (own.includes(wanted)) return `${group}.${wanted}` as FoundKey;
  const ofDevices: readonly string[] = FOUND.device;
  return ofDevices.includes(wanted) ? (`device.${wanted}` as FoundKey) : null;
}

function groupOf(step: StepName): Group {
  return step === "relay_udp" || step === "relay_tcp" || step === "relay_tls" ? "relay" : step;
}
