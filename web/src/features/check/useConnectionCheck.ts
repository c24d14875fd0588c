import { useEffect, useState } from "react";

import { type CheckState, ConnectionCheck, type Heard, idleState } from "@/call/check/connection-check";

import { askSetup } from "./api";

export interface RunningCheck {
  state: CheckState;
  start: () => void;
  stop: () => void;
  answer: (heard: Heard) => void;
  playAgain: () => void;
}

/** One check after another; the last one ends with the page. `hidesAddresses`: of the session that it is for. */
export function useConnectionCheck(hidesAddresses: boolean): RunningCheck {
  const [check, setCheck] = useState<ConnectionCheck | null>(null);
  const [state, setState] = useState(idleState);

  useEffect(() => () => check?.stop(), [check]);

  function start() {
    const next = new ConnectionCheck(() => askSetup(hidesAddresses));
    next.on("change", setState);
    setCheck(next);
    void next.start();
  }

  function stop() {
    check?.stop();
    setCheck(null);
    setState(idleState());
  }

  return {
    state,
    start,
    stop,
    answer: (heard) => check?.answer(heard),
    playAgain: () => void check?.playAgain(),
  };
}
