import { render, screen } from "@testing-library/react";
import { beforeAll, expect, it, vi } from "vitest";

import type { Ending } from "@/call/protocol";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { participant, stateOf } from "../people/test-state";
import type { RoomState } from "../room-state";
import { Over } from "./Over";

vi.mock("@tanstack/react-router", () => ({
  Link: ({ children, className }: { children: React.ReactNode; className?: string }) => (
    <a href="#there" className={className}>
      {children}
    </a>
  ),
}));
vi.mock("@/api/auth", () => ({ useAuth: () => ({ status: "signed-in" }) }));
vi.mock("./Frame", () => ({ Frame: ({ children }: { children: React.ReactNode }) => children }));

const recording = vi.fn<() => Promise<{ id: string } | null>>();
vi.mock("@/api/recordings", () => ({ recordingOf: () => recording() }));

beforeAll(async () => {
  await startI18n();
  await loadTexts("room");
  await changeLanguage("en");
});

function show(ending: Ending): void {
  const session = { id: "lesson" } as RoomState["session"];
  render(<Over state={stateOf(participant("Leo"), [], { ending, session })} onAgain={vi.fn()} />);
}
const ended = { reason: "ended", by: null } as Ending;
const actions = () => [...screen.queryAllByRole("button"), ...screen.queryAllByRole("link")];
const isMain = (action: HTMLElement) => action.classList.contains("bg-accent");

it("leads to the replay first once the lesson is over", async () => {
  recording.mockResolvedValue({ id: "kept" });
  show(ended);
  const replay = await screen.findByRole("link", { name: "Watch the replay" });
  expect(actions()[0]).toBe(replay);
  expect(actions().filter(isMain)).toEqual([replay]);
});

it("leads to the session where nothing was recorded", async () => {
  recording.mockResolvedValue(null);
  show(ended);
  await vi.waitFor(() => expect(actions().filter(isMain).map(({ textContent }) => textContent)).toEqual(["Board, code and chat of the session"]));
});

it("leads back into the room first as long as the lesson goes on", async () => {
  recording.mockResolvedValue({ id: "kept" });
  show({ reason: "left" });
  await screen.findByRole("link", { name: "Watch the replay" });
  expect(actions().filter(isMain).map(({ textContent }) => textContent)).toEqual(["Go back in"]);
});
