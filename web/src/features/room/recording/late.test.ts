import { expect, it } from "vitest";

import { participant, remote, stateOf } from "../people/test-state";
import { lateByHolder } from "./late";
import { NO_RECORDING } from "./recording-state";

const START = Date.parse("2026-11-22T10:00:00Z");
const recording = { ...NO_RECORDING, state: "on" as const, since: "2026-11-22T10:00:00Z", sending: { marie: START, ada: START, leo: START, nina: START } };
const marie = participant("Marie", { recorded: true });
const ada = remote("Ada", { recorded: true });
const copied = (name: string, by: string) => remote(name, { recorded: true, can_record: false, copied_by: by });

/** "names @ where they wait", one minute after the start. */
function late(saved: Record<string, number>, people = [ada, copied("Leo", "marie"), copied("Nina", "ada")]): string[] {
  const found = lateByHolder(stateOf(marie, people, { recording: { ...recording, saved } }), START + 60_000);
  return found.map(({ holder, people: those }) => `${those.map(({ name }) => name).join("+")} @ ${typeof holder === "string" ? holder : holder.name}`);
}

it("says on whose device what is behind waits", () => {
  expect(late({})).toEqual(["Marie+Leo @ here", "Ada @ themselves", "Nina @ Ada"]);
  const fine = START + 55_000;
  expect(late({ marie: fine, ada: fine, nina: fine })).toEqual(["Leo @ here"]);
  expect(late({ marie: fine, ada: fine, leo: fine, nina: fine })).toEqual([]);
});
