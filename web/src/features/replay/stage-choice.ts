import type { OnStage, Timeline } from "@/replay/timeline";

/** What the viewer wants to see large: `auto` is what was large in the lesson; else a kind of thing, and whose. */
export type StageChoice = "auto" | "people" | `${"board" | "code" | "screen" | "person"}:${string}`;

export function choiceOf(onStage: OnStage): StageChoice {
  switch (onStage.kind) {
    case "people":
      return "people";
    case "person":
      return `person:${onStage.participantId}`;
    case "screen":
      return `screen:${onStage.track.participant_id ?? ""}`;
    default:
      return `${onStage.kind}:${onStage.owner ?? ""}`;
  }
}

/** What is large at a moment, by the viewer's choice; null where the chosen thing is not to be seen just then. */
export function chosenStage(timeline: Timeline, choice: StageChoice, ms: number): OnStage | null {
  if (choice === "auto") return timeline.stageAt(ms);
  if (choice === "people") return { kind: "people" };
  const at = choice.indexOf(":");
  const [kind, whose] = [choice.slice(0, at), choice.slice(at + 1)];
  switch (kind) {
    case "board":
    case "code":
      return timeline.document(kind, whose || null) ? { kind, owner: whose || null } : null;
    case "screen": {
      const track = timeline.trackAt(ms, whose, "screen");
      return track ? { kind: "screen", track } : null;
    }
    default:
      return timeline.peopleAt(ms).some(({ id }) => id === whose) ? { kind: "person", participantId: whose } : null;
  }
}

/** Everything that can be chosen somewhere in this replay, besides `auto` and `people`. */
export function choicesOf(timeline: Timeline): StageChoice[] {
  const { documents, tracks } = timeline.replay;
  const sharers = new Set(tracks.flatMap(({ kind, participant_id }) => (kind === "screen" && participant_id ? [participant_id] : [])));
  return [
    ...documents.map(({ name, owner }): StageChoice => `${name}:${owner ?? ""}`),
    ...[...sharers].map((id): StageChoice => `screen:${id}`),
  ];
}
