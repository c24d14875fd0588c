import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import type { Replay, ReplayTrack } from "@/replay/manifest";
import { MediaPlayer, type Playing } from "@/replay/media-player";
import { ReplayClock, type ClockState, watchClock } from "@/replay/replay-clock";

/** One replay that is being watched. */
export interface Playback {
  clock: ReplayClock;
  player: MediaPlayer;
}

interface PlaybackOptions {
  replay: Replay;
  /** Where to begin, in milliseconds. */
  startMs: number;
  renew: () => Promise<readonly ReplayTrack[]>;
}

/** Null before the first drawing. `renew` has to stay the same function. */
export function usePlayback({ replay, startMs, renew }: PlaybackOptions): Playback | null {
  const [playback, setPlayback] = useState<Playback | null>(null);
  const { id } = replay;
  useEffect(() => {
    const clock = new ReplayClock(Number.MAX_SAFE_INTEGER);
    clock.seek(startMs);
    const player = new MediaPlayer({ clock, renew });
    setPlayback({ clock, player });
    return () => {
      player.stop();
      clock.stop();
    };
  }, [id, startMs, renew]);
  useEffect(() => {
    playback?.clock.setRange(replay.from_ms, replay.to_ms);
    playback?.player.setTracks(replay.tracks);
  }, [playback, replay]);
  return playback;
}

export function useClockState(clock: ReplayClock): ClockState {
  const subscribe = useCallback((changed: () => void) => clock.on("change", changed), [clock]);
  return useSyncExternalStore(subscribe, () => clock.state);
}

export function usePlaying(player: MediaPlayer): Playing {
  const subscribe = useCallback((changed: () => void) => player.on("change", changed), [player]);
  return useSyncExternalStore(subscribe, () => player.playing);
}

/** What `read` says of the present moment; another value only when it says something else. `read` has to stay the same function. */
export function useMoment<Value>(clock: ReplayClock, read: (ms: number) => Value): Value {
  const [value, setValue] = useState(() => read(clock.position));
  useEffect(
    () =>
      watchClock(clock, () => {
        const now = read(clock.position);
        setValue((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      }),
    [clock, read],
  );
  return value;
}

const toTenth = (ms: number) => Math.round(ms / 100) * 100;

/** In milliseconds, ten times a second. */
export function usePosition(clock: ReplayClock): number {
  return useMoment(clock, toTenth);
}
