import { deviceProblem, type DeviceProblem } from "@/call/devices";
import { Emitter } from "@/call/emitter";

/** What a shared screen shows: text has to stay sharp, a film has to stay smooth. */
export type ScreenContent = "text" | "film";

export interface Screen {
  stream: MediaStream;
  video: MediaStreamTrack;
  /** The sound of what is shared, where the person and the browser give it. */
  audio: MediaStreamTrack | null;
}

export interface ScreenShareState {
  screen: Screen | null;
  content: ScreenContent;
  /** The browser asks what to share. */
  asking: boolean;
  /** Why nothing is shared although it was wanted; a question that the person closed is no problem. */
  problem: DeviceProblem | null;
}

/** Present in browsers ahead of the types; others ignore them. */
interface ScreenQuestion extends DisplayMediaStreamOptions {
  selfBrowserSurface: "include" | "exclude";
  surfaceSwitching: "include" | "exclude";
  systemAudio: "include" | "exclude";
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** This page's screen, window or tab as it is shared: asked for, steered, and ended, also from the browser's own bar. */
export class ScreenShare extends Emitter<{ change: ScreenShareState }> {
  #state: ScreenShareState = { screen: null, content: "text", asking: false, problem: null };

  get state(): ScreenShareState {
    return this.#state;
  }

  /** Within a click, as browsers demand. Asking again while something is shared puts the new choice in its place. */
  async start(): Promise<void> {
    if (this.#state.asking) return;
    this.#patch({ asking: true, problem: null });
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(QUESTION);
      this.#take(stream);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      const problem = deviceProblem({ name, message }, "prompt");
      this.#patch({ asking: false, problem: problem === "dismissed" ? null : problem });
    }
  }

  stop(): void {
    const { screen } = this.#state;
    if (screen) for (const track of screen.stream.getTracks()) track.stop();
    this.#patch({ screen: null, asking: false });
  }

  /** The person has read why nothing is shared. */
  forgetProblem(): void {
    this.#patch({ problem: null });
  }

  setContent(content: ScreenContent): void {
    if (this.#state.screen) hint(this.#state.screen.video, content);
    this.#patch({ content });
  }

  #take(stream: MediaStream): void {
    this.stop();
    const [video] = stream.getVideoTracks();
    if (!video) return;
    const [audio = null] = stream.getAudioTracks();
    hint(video, this.#state.content);
    // The person stopped it from the browser's own bar, or closed the window.
    video.addEventListener("ended", () => {
      if (this.#state.screen?.video === video) this.stop();
    });
    this.#patch({ screen: { stream, video, audio } });
  }

  #patch(change: Partial<ScreenShareState>): void {
    this.#state = { ...this.#state, ...change };
    this.emit("change", this.#state);
  }
}

const QUESTION: ScreenQuestion = {
  video: { frameRate: { max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  selfBrowserSurface: "exclude",
  surfaceSwitching: "include",
  systemAudio: "include",
};

function hint(track: MediaStreamTrack, content: ScreenContent): void {
  track.contentHint = content === "text" ? "detail" : "motion";
}
