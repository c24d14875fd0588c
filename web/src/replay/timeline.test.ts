import { describe, expect, it } from "vitest";

import { aReplay, aTrack } from "./fake-media";
import type { ReplayEvent } from "./manifest";
import { joined, Timeline } from "./timeline";

const event = (at_ms: number, kind: string, participant_id: string | null = null, data: Record<string, unknown> = {}): ReplayEvent => ({
  at_ms,
  kind,
  participant_id,
  data,
});
const board = { name: "board", owner: null, src: "/board" } as const;
const ids = (people: { id: string }[]) => people.map(({ id }) => id);

describe("who is there and speaks", () => {
  it("has a lane for everybody of whom something was kept", () => {
    const { lanes } = new Timeline(
      aReplay({
        tracks: [
          aTrack({ id: "a", speech: [[1_000, 2_000], [5_000, 6_000]], duration_ms: 10_000 }),
          aTrack({ id: "b", starts_ms: 20_000, duration_ms: 10_000, speech: [[21_000, 22_000]] }),
          aTrack({ id: "c", kind: "camera", speech: null, duration_ms: 5_000 }),
        ],
      }),
    );
    expect(lanes).toEqual([
      {
        person: { id: "marie", name: "Marie Curie", role: "teacher" },
        speech: [[1_000, 2_000], [5_000, 6_000], [21_000, 22_000]],
        isSpeechKnown: true,
        present: [[0, 10_000], [20_000, 30_000]],
      },
    ]);
  });

  it("says that it does not know yet who spoke", () => {
    const tracks = [aTrack({ id: "a", speech: [[1_000, 2_000]] }), aTrack({ id: "b", starts_ms: 20_000, speech: null })];
    expect(new Timeline(aReplay({ tracks })).lanes[0]?.isSpeechKnown).toBe(false);
  });

  it("makes one of what overlaps or nearly touches", () => {
    expect(joined([[500, 900], [0, 300], [200, 250], [5_000, 6_000]])).toEqual([[0, 900], [5_000, 6_000]]);
  });

  it("knows who was inside, by the log, else by the tracks", () => {
    const timeline = new Timeline(
      aReplay({
        tracks: [aTrack({ duration_ms: 60_000 }), aTrack({ id: "ada", participant_id: "ada", starts_ms: 10_000, duration_ms: 5_000 })],
        events: [event(2_000, "joined", "marie"), event(50_000, "left", "marie")],
      }),
    );
    expect(ids(timeline.peopleAt(3_000))).toEqual(["marie"]);
    expect(ids(timeline.peopleAt(12_000))).toEqual(["marie", "ada"]);
    expect(ids(timeline.peopleAt(55_000))).toEqual([]);
  });

  it("shows hands until they are lowered or their people gone", () => {
    const timeline = new Timeline(
      aReplay({
        events: [
          event(1_000, "hand", "ada", { raised: true }),
          event(2_000, "hand", "marie", { raised: true }),
          event(3_000, "hand", "ada", { raised: false }),
          event(4_000, "left", "marie"),
        ],
      }),
    );
    expect([500, 1_500, 2_500, 3_500, 4_500].map((ms) => timeline.handsAt(ms))).toEqual([[], ["ada"], ["ada", "marie"], ["marie"], []]);
  });
});

describe("the stage", () => {
  const screen = aTrack({ id: "screen", kind: "screen", starts_ms: 20_000, duration_ms: 5_000 });
  const timeline = new Timeline(
    aReplay({
      tracks: [aTrack(), screen],
      documents: [board, { name: "board", owner: "ada", src: "/ada" }],
      events: [
        event(5_000, "spotlight", "marie"),
        event(10_000, "stage", "marie", { stage: "board", follow: true }),
        event(30_000, "stage", "marie", { stage: "board", follow: true, copy_of: "ada" }),
        event(40_000, "stage", "marie", { stage: "code", follow: true }),
        event(50_000, "spotlight", null),
      ],
    }),
  );

  it("has a screen before a document, a document before a person, and else everybody", () => {
    const shown = [0, 6_000, 12_000, 22_000, 26_000, 32_000, 42_000, 52_000].map((ms) => timeline.stageAt(ms));
    expect(shown).toEqual([
      { kind: "people" },
      { kind: "person", participantId: "marie" },
      { kind: "board", owner: null },
      { kind: "screen", track: screen },
      { kind: "board", owner: null },
      { kind: "board", owner: "ada" },
      // Its history was not kept.
      { kind: "person", participantId: "marie" },
      { kind: "people" },
    ]);
  });
});

describe("chat, chapters and gaps", () => {
  const message = (at_ms: number, id: number) => ({ at_ms, id, participant_id: "ada", name: "Ada", text: `${id}`, reply_to: null, files: [] });
  const timeline = new Timeline(
    aReplay({
      chat: [message(5_000, 2), message(1_000, 1), message(5_000, 3)],
      chapters: [
        { at_ms: 10_000, kind: "screen", title: null, participant_id: "ada" },
        { at_ms: 2_000, kind: "page", title: "Begin", participant_id: null },
      ],
      gaps: [{ from_ms: 30_000, to_ms: 40_000, reason: "paused" }],
      tracks: [aTrack({ participant_id: "ada", missing: [[3_000, 4_000]] })],
    }),
  );

  it("tells what was written up to a moment", () => {
    expect([0, 1_000, 4_999, 5_000].map((ms) => timeline.chatUntil(ms).map(({ id }) => id))).toEqual([[], [1], [1], [1, 2, 3]]);
  });

  it("knows the chapter of a moment", () => {
    expect([0, 2_000, 9_999, 10_000].map((ms) => timeline.chapterAt(ms)?.kind)).toEqual([undefined, "page", "page", "screen"]);
  });

  it("parts what was paused for all from what one person lost", () => {
    expect(timeline.gapAt(3_500)).toBeUndefined();
    expect(timeline.gapAt(3_500, "ada")?.reason).toBe("missing");
    expect(timeline.gapAt(30_000)?.reason).toBe("paused");
    expect(timeline.gapAt(40_000)).toBeUndefined();
  });

  it("is empty only where nothing was kept", () => {
    expect(timeline.isEmpty).toBe(false);
    expect(new Timeline(aReplay()).isEmpty).toBe(true);
  });
});

describe("small pictures", () => {
  it("come from the screen, else from the teacher, else from anybody", () => {
    const camera = (id: string, participant_id: string, to: number) => aTrack({ id, participant_id, kind: "camera", duration_ms: to });
    const timeline = new Timeline(
      aReplay({
        tracks: [
          aTrack(),
          camera("marie", "marie", 30_000),
          camera("ada", "ada", 40_000),
          aTrack({ id: "screen", participant_id: "ada", kind: "screen", starts_ms: 10_000, duration_ms: 5_000, missing: [[12_000, 13_000]] }),
        ],
      }),
    );
    expect([0, 11_000, 12_500, 20_000, 35_000, 45_000].map((ms) => timeline.pictureAt(ms)?.id)).toEqual([
      "marie",
      "screen",
      "marie",
      "marie",
      "ada",
      undefined,
    ]);
  });
});

describe("a lesson of which a part is shown", () => {
  const part = { duration_ms: 600_000, from_ms: 192_000, to_ms: 480_500 };

  it("begins at 0:00 for those who get nothing of what is before", () => {
    const timeline = new Timeline(aReplay(part));
    expect([192_000, 192_900, 480_500].map((ms) => timeline.words(ms))).toEqual(["0:00", "0:00", "4:48"]);
    expect(timeline.trimmed).toEqual([]);
  });

  it("keeps its times for whoever sees all of it", () => {
    const timeline = new Timeline(aReplay({ ...part, may_manage: true }));
    expect([0, 192_000, 480_500].map((ms) => timeline.words(ms))).toEqual(["0:00", "3:12", "8:00"]);
    expect(timeline.trimmed).toEqual([[0, 192_000], [480_500, 600_000]]);
  });
});
