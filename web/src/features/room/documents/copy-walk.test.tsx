import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import { acting, participant, remote, stateOf } from "../people/test-state";
import type { RoomState } from "../room-state";
import { CopyWalk } from "./CopyWalk";
import { ForEveryone } from "./ForEveryone";

const MARIE = participant("Marie", { role: "teacher" });
const ADA = participant("Ada");
const WALKING = { isOverview: false, onOverview: () => undefined };

beforeAll(async () => {
  await startI18n();
  await loadTexts("stage");
});

function inPrivate(state: RoomState): RoomState {
  return { ...state, rules: { ...state.rules, private: ["code"] } };
}

it("a host walks from everyone's to the first copy, to the next, and no further", async () => {
  const state = inPrivate(stateOf(MARIE, [remote("Tom"), remote("Ada")]));
  const visit = vi.fn();
  const { rerender } = render(<CopyWalk state={state} document="code" owner={null} {...WALKING} visit={visit} />);
  expect(screen.getByRole("button", { name: "Previous copy" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Next copy" }));
  expect(visit).toHaveBeenLastCalledWith("ada");
  rerender(<CopyWalk state={state} document="code" owner="tom" {...WALKING} visit={visit} />);
  expect(screen.getByRole("button", { name: "Next copy" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Tom" }));
  await userEvent.click(await screen.findByRole("menuitemradio", { name: "Everyone’s" }));
  expect(visit).toHaveBeenLastCalledWith(null);
});

it("a host looks at all of them, and back at one", async () => {
  const state = inPrivate(stateOf(MARIE, [remote("Ada")]));
  const onOverview = vi.fn();
  const walk = { state, document: "code" as const, owner: null, visit: vi.fn(), onOverview };
  const { rerender } = render(<CopyWalk {...walk} isOverview={false} />);
  await userEvent.click(screen.getByRole("button", { name: "All copies", pressed: false }));
  expect(onOverview).toHaveBeenLastCalledWith(true);
  rerender(<CopyWalk {...walk} isOverview />);
  await userEvent.click(screen.getByRole("button", { name: "All copies", pressed: true }));
  expect(onOverview).toHaveBeenLastCalledWith(false);
});

it("others read whose copy they see", () => {
  const state = inPrivate(stateOf(ADA, [remote("Tom")]));
  const { rerender } = render(<CopyWalk state={state} document="code" owner="ada" {...WALKING} visit={vi.fn()} />);
  expect(screen.getByRole("status")).toHaveTextContent("Your own copy");
  rerender(<CopyWalk state={state} document="code" owner="tom" {...WALKING} visit={vi.fn()} />);
  expect(screen.getByRole("status")).toHaveTextContent("Tom’s copy");
  rerender(<CopyWalk state={state} document="code" owner="gone" {...WALKING} visit={vi.fn()} />);
  expect(screen.getByRole("status")).toHaveTextContent("Somebody who left");
});

it("a host parts everyone, shows the copy they look at, and brings everyone together", async () => {
  const apart = stateOf(MARIE, [remote("Ada")]);
  const { room, done } = acting(apart);
  const choose = async (name: string) => {
    await userEvent.click(screen.getByRole("button", { name: "For everyone" }));
    await userEvent.click(await screen.findByRole("menuitem", { name }));
  };
  const { rerender } = render(<ForEveryone room={room} state={apart} document="code" owner={null} />);
  await choose("Give everyone a copy of their own");
  expect(done).toHaveBeenLastCalledWith("set-rules", { private: ["code"] });
  rerender(<ForEveryone room={room} state={inPrivate(apart)} document="code" owner="ada" />);
  await choose("Show this copy to everyone");
  expect(done).toHaveBeenLastCalledWith("set-stage", { stage: "code", follow: false, copy_of: "ada" });
  await choose("Back to one for everyone");
  expect(done).toHaveBeenLastCalledWith("set-rules", { private: [] });
});
