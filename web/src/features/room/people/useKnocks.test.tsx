import { render } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { playTone } from "@/call/check/tone";
import { loadTexts, startI18n } from "@/i18n/i18n";

import type { RoomState } from "../room-state";
import { participant, stateOf } from "./test-state";
import { useKnocks } from "./useKnocks";

vi.mock("@/call/check/tone", () => ({ playTone: vi.fn(async () => true) }));

beforeAll(async () => {
  await startI18n();
  await loadTexts(["room", "people"]);
});
beforeEach(() => {
  vi.mocked(playTone).mockClear();
  touched(true);
});

function touched(hasBeenActive: boolean) {
  Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive }, configurable: true });
}

function Door({ state }: { state: RoomState }) {
  useKnocks(state);
  return null;
}

const session = { title: "Fractions" } as RoomState["session"];
const waiting = (...ids: string[]) => ids.map((id) => ({ id, name: id, since: "2026-11-21T17:00:00Z", has_account: true }));
const lobby = (...ids: string[]) => stateOf(participant("Marie", { role: "teacher" }), [], { session, lobby: waiting(...ids) });

describe("somebody at the door", () => {
  it("is counted in the tab's title", () => {
    const { rerender } = render(<Door state={lobby()} />);
    expect(document.title).toBe("Fractions · Chalkroom");
    rerender(<Door state={lobby("Leo", "Ada")} />);
    expect(document.title).toBe("(2 waiting) Fractions · Chalkroom");
    rerender(<Door state={lobby()} />);
    expect(document.title).toBe("Fractions · Chalkroom");
  });

  it("is heard when they come, not while they wait or when they go", () => {
    const { rerender } = render(<Door state={lobby("Leo")} />);
    expect(playTone).not.toHaveBeenCalled();
    rerender(<Door state={lobby("Leo", "Ada")} />);
    expect(playTone).toHaveBeenCalledTimes(1);
    rerender(<Door state={lobby("Ada")} />);
    rerender(<Door state={lobby("Ada", "Leo")} />);
    expect(playTone).toHaveBeenCalledTimes(2);
  });

  it("is not heard in a locked room, nor in a page that was never touched", () => {
    const { rerender } = render(<Door state={lobby()} />);
    const locked = { ...lobby("Leo"), rules: { ...lobby().rules, locked: true } };
    rerender(<Door state={locked} />);
    rerender(<Door state={lobby("Leo")} />);
    touched(false);
    rerender(<Door state={lobby("Leo", "Ada")} />);
    expect(playTone).not.toHaveBeenCalled();
  });
});
