import { Problem } from "@/api/problem";
import type { JoinAnswer } from "@/api/types";
import { RemoteSound } from "@/call/autoplay";
import type { Call } from "@/call/call";
import type { ShownPicture } from "@/call/carrier";
import type { RoomKeys } from "@/call/e2ee/room-keys";
import type { Seal } from "@/call/e2ee/seal";
import { canEncrypt } from "@/call/e2ee/support";
import { IceRenewal, iceServer } from "@/call/ice-renewal";
import { LocalMedia } from "@/call/local-media";
import type { Answered, Deeds, MediaReport, Said } from "@/call/protocol";
import { QualityWatch } from "@/call/quality-watch";
import { RoomCall } from "@/call/room-call";
import { ScreenShare } from "@/call/screen";
import { Signalling } from "@/call/signalling";
import type { DocumentOptions } from "@/documents/shared-document";
import { canRecord } from "@/record/formats";

import { ChatLog } from "./chat/chat-log";
import { RoomFiles } from "./chat/room-files";
import { Entry, type EntryOptions } from "./entry";
import { MutedVoice } from "./muted-voice";
import { problemFrom } from "./problems";
import { rememberWantsOut, wantsOut } from "./recording/consent";
import { WantedPictures } from "./recording/copies";
import { recordRoom } from "./recording/record-room";
import { reduce, type RoomEvent } from "./room-events";
import { tellNews } from "./room-news";
import { initialState, may, type Muted, type RoomState } from "./room-state";
import { RoomToken } from "./room-token";

export interface RoomOptions extends EntryOptions {
  language: string;
}

/** One visit to a room: puts entry, devices and call together, and keeps the state that the page shows. */
export class Room {
  readonly media = new LocalMedia();
  readonly screen = new ScreenShare();
  readonly chat = new ChatLog();
  readonly sound = new RemoteSound();
  readonly #options: RoomOptions;
  readonly #entry: Entry;
  readonly #connectionId = crypto.randomUUID();
  readonly #listeners = new Set<() => void>();
  readonly #cleanUps: (() => void)[] = [];
  readonly #pictures = new WantedPictures((pictures) => this.#call?.show(pictures));
  readonly #mutedVoice = new MutedVoice((speaking) => this.#dispatch({ type: "muted-voice", speaking }));
  #state: RoomState;
  #guestName: string | null = null;
  #relayOnly = false;
  #signalling: Signalling | null = null;
  #call: Call | null = null;
  #keys: RoomKeys | null = null;
  #token: RoomToken | null = null;
  #stopped = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#entry = new Entry(options);
    this.#state = initialState(this.media.state, this.screen.state);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): RoomState => this.#state;

  /** Every call goes through the relay: no side learns the other's address. Known as soon as the session is. */
  get relayOnly(): boolean {
    return this.#relayOnly;
  }

  /** While everything is encrypted from end to end, and this browser can do that. */
  get keys(): RoomKeys | null {
    return this.#keys?.isOff ? null : this.#keys;
  }

  /** Devices and server are asked at the same time. */
  start(): void {
    this.#cleanUps.push(
      this.media.on("change", (media) => {
        this.#dispatch({ type: "media", media });
        this.#watchMutedVoice();
      }),
      this.screen.on("change", (screen) => {
        this.#dispatch({ type: "screen", screen });
        this.#call?.shareScreen(screen.screen);
      }),
      this.sound.on("blocked", (blocked) => this.#dispatch({ type: "sound", blocked })),
    );
    void this.#arrive();
  }

  stop(): void {
    this.#stopped = true;
    this.#call?.leave();
    this.#mutedVoice.stop();
    this.#letGoOfDevices();
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
  }

  /** The click. A guest's name belongs to it. */
  async join(name: string | null): Promise<void> {
    if (this.#state.joining) return;
    this.#dispatch({ type: "joining" });
    try {
      if (this.#call === null) {
        this.#guestName = name;
        await this.#open(await this.#entry.ask(name));
      }
      await this.#call?.join();
    } catch (error) {
      this.#fail(error);
    }
  }

  leave(): void {
    if (this.#call) this.#call.leave();
    else this.#dispatch({ type: "ended", ending: { reason: "left" }, at: Date.now() });
    this.#letGoOfDevices();
  }

  async setMicrophone(on: boolean): Promise<void> {
    if (on && !may(this.#state, "speak")) this.#dispatch({ type: "muted", muted: { kind: "audio", by: null } });
    else await this.media.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    if (on && !may(this.#state, "video")) this.#dispatch({ type: "muted", muted: { kind: "video", by: null } });
    else await this.media.setCamera(on);
  }

  /** One's own answer to whether one may be recorded, at any time; it is remembered for the next lesson. */
  async setRecorded(recorded: boolean): Promise<void> {
    rememberWantsOut(!recorded);
    this.#signalling?.setRecorded(recorded);
    if (this.#state.me) await this.do("set-recorded", { recorded });
  }

  /** A chapter of the replay begins here. */
  async markMoment(): Promise<void> {
    if (await this.do("mark-moment", { title: null })) this.#dispatch({ type: "marked" });
  }

  /** Which pictures the page shows. */
  show(pictures: readonly ShownPicture[]): void {
    this.#pictures.show(pictures);
  }

  /** What the board and the like need to open: only for those who are inside. */
  documentOptions(name: DocumentOptions["name"], owner: string | null): DocumentOptions {
    const { session, self } = this.#state;
    const share = this.#token?.share();
    if (!share || !session || !self) throw new Error("Documents are opened inside of a room.");
    let { token } = share;
    const credential = async (isStale: boolean) => {
      if (isStale) token = await share.renewToken();
      return token;
    };
    return { sessionId: session.id, name, owner, person: self.id, credential };
  }

  /** What a person does with a click; a refusal is shown to them. Null if it was refused. */
  async do<Name extends keyof Deeds>(name: Name, said: Said<Name>): Promise<Answered<Name> | null> {
    try {
      return (await this.#signalling?.do(name, said)) ?? null;
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  /** The host has read what somebody's page sends. */
  reportRead(report: MediaReport): void {
    this.#dispatch({ type: "report-read", report });
  }

  /** The person has read that they were muted, or asked to speak. */
  heeded(): void {
    this.#dispatch({ type: "heeded" });
  }

  problemRead(): void {
    this.#dispatch({ type: "problem-read" });
  }

  async #arrive(): Promise<void> {
    try {
      if (this.#entry.needsPasscode) return this.#dispatch({ type: "passcode-needed" });
      const { isSignedIn, knownGuest } = this.#entry;
      if (isSignedIn || knownGuest !== null) {
        this.#guestName = isSignedIn ? null : knownGuest;
        const devices = this.media.start();
        await this.#open(await this.#entry.ask(this.#guestName));
        await devices;
        return;
      }
      const { session, entry, relay_only } = await this.#entry.preview();
      if (this.#stopped) return;
      this.#relayOnly = relay_only;
      if (entry === "sign_in") {
        const problem = new Problem({ status: 401, code: "sign_in_needed", detail: "" });
        return this.#dispatch({ type: "refused", problem });
      }
      this.#dispatch({ type: "previewed", session, isGuest: true });
      // Only now: a person whom the room cannot take is not asked for a camera.
      await this.media.start();
    } catch (error) {
      this.media.stop();
      this.#dispatch({ type: "refused", problem: problemFrom(error) });
    }
  }

  /** Connects what can be connected before anybody is told. */
  async #open(answer: JoinAnswer): Promise<void> {
    if (this.#stopped) return;
    this.#relayOnly = answer.relay_only;
    this.#dispatch({
      type: "identified",
      session: answer.session,
      self: answer.participant,
      isExpected: answer.admission === "admitted",
    });
    const seal = await this.#seal(answer);
    if (this.#stopped) return;
    const token = new RoomToken(answer.room_token, async () => (await this.#entry.ask(this.#guestName)).room_token);
    this.#token = token;
    const signalling = new Signalling({
      ...token.share(),
      connectionId: this.#connectionId,
      device: seal?.statement ?? null,
      canRecord: canRecord(),
      language: this.#options.language,
    });
    this.#keys = seal?.keysOver(signalling) ?? null;
    const call = new RoomCall({
      selfId: answer.participant.id,
      signalling,
      media: this.media,
      iceServers: answer.ice_servers.map(iceServer),
      relayOnly: answer.relay_only,
      keys: this.#keys,
    });
    this.#signalling = signalling;
    this.#call = call;
    this.#listen(signalling, call, answer.participant.id);
    this.#watchQuality(signalling, call);
    this.#followRecording(signalling, token, answer.session);
    const renewal = new IceRenewal(
      { ask: () => signalling.askIceServers(), use: (servers) => call.setIceServers(servers) },
      answer.ice_seconds,
    );
    this.#cleanUps.push(() => renewal.stop(), signalling.on("over", () => renewal.stop()));
    const files = new RoomFiles({
      meetingId: answer.session.meeting_id,
      sessionId: answer.session.id,
      ...token.share(),
    });
    this.#cleanUps.push(this.chat.listen(signalling, files, answer.session.id, answer.participant.id));
    signalling.connect();
    await call.prepare();
  }

  /** What this page needs in a session that is encrypted from end to end; null in others, and where the browser cannot. */
  async #seal({ session, participant }: JoinAnswer): Promise<Seal | null> {
    if (!session.end_to_end || !canEncrypt()) return null;
    const { openSeal } = await import("@/call/e2ee/seal");
    return openSeal({ sessionId: session.id, participantId: participant.id, connectionId: this.#connectionId });
  }

  #listen(signalling: Signalling, call: Call, selfId: string): void {
    this.#cleanUps.push(
      ...tellNews(signalling, call, selfId, (event) => this.#dispatch(event)),
      signalling.on("muted", (muted) => this.#switchOff(muted)),
      signalling.on("over", (ending) => {
        this.#letGoOfDevices();
        if (!this.#stopped) this.#dispatch({ type: "ended", ending, at: Date.now() });
      }),
    );
  }

  /** What is measured is shown here, and sampled into the room's log. */
  #watchQuality(signalling: Signalling, call: Call): void {
    const watch = new QualityWatch({
      participants: () => call.participants,
      report: (report) => signalling.reportQuality(report),
    });
    watch.on("own", (judgement) => this.#dispatch({ type: "own-quality", judgement }));
    const stop = () => watch.stop();
    this.#cleanUps.push(stop, signalling.on("over", stop));
  }

  /** Whether the room records, and this page with it. */
  #followRecording(signalling: Signalling, token: RoomToken, { id, recording }: JoinAnswer["session"]): void {
    if (recording !== "never") signalling.setRecorded(!wantsOut());
    const { media, screen, subscribe, getState } = this;
    const dispatch = (event: RoomEvent) => this.#dispatch(event);
    this.#cleanUps.push(this.subscribe(() => this.#pictures.follow(this.#state)));
    this.#cleanUps.push(recordRoom({ sessionId: id, signalling, media, screen, token, subscribe, getState, dispatch }));
  }

  #switchOff(muted: Muted): void {
    if (muted.kind === "audio") void this.media.setMicrophone(false);
    else if (muted.kind === "video") void this.media.setCamera(false);
    else this.screen.stop();
    this.#dispatch({ type: "muted", muted });
  }

  #letGoOfDevices(): void {
    this.media.stop();
    this.screen.stop();
  }

  #watchMutedVoice(): void {
    const { track, on } = this.media.state.microphone;
    this.#mutedVoice.listenTo(this.#state.stage === "room" && !on ? track : null);
  }

  #fail(error: unknown): void {
    // What ended the visit has been said already.
    if (this.#state.stage === "over") return;
    const problem = problemFrom(error);
    // There is no room any more to get ready for.
    const isOver = problem.code === "session_ended" && this.#state.stage === "green";
    if (isOver) this.#letGoOfDevices();
    this.#dispatch({ type: isOver ? "refused" : "failed", problem });
  }

  #dispatch(event: RoomEvent): void {
    const stage = this.#state.stage;
    this.#state = reduce(this.#state, event);
    if (this.#state.stage !== stage) this.#watchMutedVoice();
    for (const listener of [...this.#listeners]) listener();
  }
}
