import { describe, expect, it } from "vitest";

import cases from "../../../tests/recordings/data/who-is-large.json";
import { aReplay, aTrack } from "./fake-media";
import type { DocumentName, ReplayEvent, ReplayTrack } from "./manifest";
import { type OnStage, Timeline } from "./timeline";

/** A film shows what a replay shows: both are held to one table of cases, this and tests/recordings/export/test_scenes.py. */

/** As the table has it, in seconds. */
interface Case {
  name: string;
  tracks: [who: string, kind: ReplayTrack["kind"], from: number, to: number][];
  events?: [at: number, kind: string, who: string | null, data?: ReplayEvent["data"]][];
  documents?: [name: DocumentName, owner: string | null][];
  moments: { at: number; people: string[]; large: string }[];
}

describe("what is large", () => {
  it.each(cases as unknown as Case[])("$name", ({ tracks, events = [], documents = [], moments }) => {
    const timeline = new Timeline(
      aReplay({
        tracks: tracks.map(([participant_id, kind, from, to], number) =>
          aTrack({ id: `track-${number}`, participant_id, kind, starts_ms: Math.round(from * 1_000), duration_ms: Math.round((to - from) * 1_000) }),
        ),
        events: events.map(([at, kind, participant_id, data = {}]) => ({ at_ms: at * 1_000, kind, participant_id, data })),
        documents: documents.map(([name, owner]) => ({ name, owner, src: "" })),
      }),
    );
    for (const { at, people, large } of moments) {
      const ms = Math.round(at * 1_000);
      expect({ at, people: timeline.peopleAt(ms).map(({ id }) => id), large: named(timeline.stageAt(ms)) }).toEqual({ at, people, large });
    }
  });
});

/** In the table's words. */
function named(stage: OnStage): string {
  switch (stage.kind) {
    case "screen":
      return `screen:${stage.track.participant_id}`;
    case "person":
      return `person:${stage.participantId}`;
    case "people":
      return "people";
    default:
      return stage.owner ? `${stage.kind}:${stage.owner}` : stage.kind;
  }
}
