import { hasArrived } from "@/call/arrivals";
import type { LinkState } from "@/call/call";
import type { Line, LineEvents, Slot } from "@/call/carrier";
import { Emitter } from "@/call/emitter";
import type { Participant } from "@/call/protocol";
import type { Incoming } from "@/call/sfu/sfu-room";
import { HealthMonitor, type Health } from "@/call/stats";

type Entry = { id: string; type: string; mid?: string };

/** What comes of one person over the media server. Whether it comes is seen from here; how they send is between them and it. */
export class SfuLine extends Emitter<LineEvents> implements Line {
  /** The server sends as good a picture as this page's way carries: see simulcast. */
  readonly sending = "full";
  readonly certificates = null;
  /** Whether the page shows their picture, so that it ought to arrive. */
  isShown = false;
  readonly #incoming = new Map<Slot, Incoming>();
  readonly #onClose: () => void;
  #monitor = new HealthMonitor();
  #participant: Participant;
  #link: LinkState = "connecting";
  #health: Health | null = null;
  #speaking = false;
  /** In a row: their camera is on, and nothing of it has arrived. */
  #darkSamples = 0;

  constructor(participant: Participant, onClose: () => void) {
    super();
    this.#participant = participant;
    this.#onClose = onClose;
  }

  get link(): LinkState {
    return this.#link;
  }

  get health(): Health | null {
    return this.#health;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  get pictureMissing(): boolean {
    return this.#darkSamples > 1;
  }

  track(slot: Slot): MediaStreamTrack | null {
    return this.#incoming.get(slot)?.track ?? null;
  }

  update(participant: Participant): void {
    this.#participant = participant;
  }

  /** The former one stays until another takes its place: an element whose stream runs empty stops playing. */
  bring(slot: Slot, incoming: Incoming): void {
    this.#incoming.set(slot, incoming);
    this.emit("track", slot);
  }

  setLink(isConnected: boolean, isPresent: boolean): void {
    const was = this.#link;
    if (isConnected && isPresent) this.#link = "connected";
    else if (was === "connected") this.#link = "interrupted";
    if (this.#link !== was) this.emit("change", null);
  }

  /** Returns whether that is news. */
  setSpeaking(speaking: boolean): boolean {
    const changed = speaking !== this.#speaking;
    this.#speaking = speaking;
    return changed;
  }

  delivers(slot: Slot): Promise<boolean> {
    return hasArrived(this.#incoming.get(slot)?.receiver);
  }

  whenSomethingArrives(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#incoming.size > 0) return resolve();
      const timer = setTimeout(resolve, atMostMs);
      const stop = this.on("track", () => {
        clearTimeout(timer);
        stop();
        resolve();
      });
    });
  }

  /** The carrier keeps its own peace with the server. */
  signallingIsBack(): void {}

  close(): void {
    this.#onClose();
  }

  /** `out`: how the way from here to the server does; the same for everybody. */
  async sample(out: RTCStatsReport | null): Promise<void> {
    const receivers = this.#expected();
    if (receivers.length === 0) {
      this.#monitor = new HealthMonitor();
      this.#health = null;
      this.#darkSamples = 0;
      return;
    }
    const health = await this.#monitor.sample({ getStats: () => gathered(receivers, out) }).catch(() => null);
    if (health === null) return;
    this.#health = health;
    const isDark = this.#participant.video && this.isShown && health.measures.framesPerSecond === 0;
    this.#darkSamples = isDark ? this.#darkSamples + 1 : 0;
  }

  /** What ought to bring something at the moment. */
  #expected(): RTCRtpReceiver[] {
    const { audio, video } = this.#participant;
    const slots: Slot[] = [...(audio ? (["audio"] as const) : []), ...(video && this.isShown ? (["video"] as const) : [])];
    return slots.flatMap((slot) => this.#incoming.get(slot)?.receiver ?? []);
  }
}

async function gathered(receivers: RTCRtpReceiver[], out: RTCStatsReport | null): Promise<RTCStatsReport> {
  const all = new Map<string, Entry>();
  for (const report of await Promise.all(receivers.map((receiver) => receiver.getStats()))) {
    // In a mesh the place in the description tells people from screens; here there are people only.
    report.forEach((entry: Entry) => all.set(entry.id, { ...entry, mid: undefined }));
  }
  out?.forEach((entry: Entry) => {
    if (entry.type === "remote-inbound-rtp" || entry.type === "candidate-pair") all.set(entry.id, entry);
  });
  return all;
}
