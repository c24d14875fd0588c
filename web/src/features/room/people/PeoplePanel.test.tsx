import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";

import type { Participant } from "@/call/protocol";
import { loadTexts, startI18n } from "@/i18n/i18n";

import PeoplePanel from "./PeoplePanel";
import { acting, participant, remote, stateOf } from "./test-state";

beforeAll(async () => {
  await startI18n();
  await loadTexts(["room", "stage", "people", "privacy"]);
});

const TEACHER = participant("Marie", { role: "teacher" });
const STUDENT = participant("Zoe");

function show(...people: Parameters<typeof stateOf>) {
  const state = stateOf(...people);
  const { room, done, current } = acting(state);
  const { rerender } = render(<PeoplePanel room={room} state={state} />);
  const change = (next: typeof state) => {
    current.state = next;
    rerender(<PeoplePanel room={room} state={next} />);
  };
  return { done, change, state, current };
}

async function menuOf(name: string): Promise<(string | null)[]> {
  await userEvent.click(screen.getByRole("button", { name: `What you can do with ${name}` }));
  return screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
}

async function choose(name: string, deed: string): Promise<void> {
  await menuOf(name);
  await userEvent.click(screen.getByRole("menuitem", { name: deed }));
}

describe("raised hands", () => {
  const ada = remote("Ada", { hand: "2026-11-21T17:05:00.5Z" });
  const leo = remote("Leo", { hand: "2026-11-21T17:05:00Z" });

  it("stand in the order in which they were raised, one's own among them", () => {
    show({ ...STUDENT, hand: "2026-11-21T17:04:00Z" }, [ada, leo, remote("Sam")]);
    const list = screen.getByRole("region", { name: "Raised hands (3)" });
    const names = within(list).getAllByRole("listitem").map(({ textContent }) => textContent?.slice(0, 3));
    expect(names).toEqual(["Zoe", "Leo", "Ada"]);
    expect(within(list).getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["Lower your hand"]);
  });

  it("are lowered by hosts, one or all", async () => {
    const { done } = show(TEACHER, [ada, leo]);
    await userEvent.click(screen.getByRole("button", { name: "Lower Leo’s hand" }));
    await userEvent.click(screen.getByRole("button", { name: "Lower all" }));
    expect(done.mock.calls).toEqual([
      ["lower-hands", { participant_id: "leo" }],
      ["lower-hands", { participant_id: null }],
    ]);
  });
});

describe("the keyboard", () => {
  it("closes a menu with Escape, and not the panel around it", async () => {
    const close = vi.fn();
    const state = stateOf(TEACHER, [remote("Ada")]);
    render(
      <div onKeyDown={close}>
        <PeoplePanel room={acting(state).room} state={state} />
      </div>,
    );
    await menuOf("Ada");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(close).not.toHaveBeenCalled();
  });


  it("has its focus in the panel still when the pressed button goes with the hand", async () => {
    const { done, change, state } = show(TEACHER, [remote("Ada", { hand: "2026-11-21T17:05:00Z" })]);
    done.mockImplementationOnce(async () => {
      change({ ...state, participants: [remote("Ada")] });
      return {};
    });
    await userEvent.click(screen.getByRole("button", { name: "Lower Ada’s hand" }));
    await waitFor(() => expect(screen.getByRole("heading", { name: "In the room (2)" })).toHaveFocus());
  });
});

describe("what can be done with somebody", () => {
  it("is, for those who are no hosts, to check that nobody sits in between", () => {
    show(STUDENT, [remote("Ada")]);
    const labels = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
    expect(labels).toEqual(["Change your name", "Check who you are connected to: Ada"]);
    expect(screen.queryByText("Room rules")).toBeNull();
  });

  it("is what makes sense now", async () => {
    show(TEACHER, [remote("Ada", { audio: false, video: false, screen: "s" })]);
    expect(await menuOf("Ada")).toEqual([
      "Ask to unmute",
      "Stop the screen",
      "Show large for everyone",
      "What they may do",
      "Make co-host",
      "Change the name",
      "Check who you are connected to",
      "Remove from the session",
    ]);
  });

  it("does not include asking somebody to unmute who may not speak", async () => {
    show(TEACHER, [remote("Ada", { audio: false, rights: ["chat"] })]);
    expect(await menuOf("Ada")).not.toContain("Ask to unmute");
  });

  it("leaves appointing, and other hosts, to the teacher", async () => {
    show(participant("Cleo", { co_host: true }), [remote("Marie", { role: "teacher" }), remote("Ada")]);
    expect(await menuOf("Marie")).toEqual([
      "Mute",
      "Stop the camera",
      "Show large for everyone",
      "Change the name",
      "Check who you are connected to",
    ]);
    await userEvent.keyboard("{Escape}");
    expect(await menuOf("Ada")).not.toContain("Make co-host");
  });

  it("removes nobody before the question is answered", async () => {
    const { done } = show(TEACHER, [remote("Ada")]);
    await choose("Ada", "Remove from the session");
    expect(screen.getByRole("alertdialog")).toHaveAccessibleDescription(/cannot come back to this session/);
    expect(done).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(done.mock.calls).toEqual([["remove", { participant_id: "ada" }]]);
  });

  it("goes away together with being a host", async () => {
    const { change, state } = show(TEACHER, [remote("Ada")]);
    await choose("Ada", "What they may do");
    change({ ...state, me: STUDENT });
    expect(screen.queryByRole("switch")).toBeNull();
  });
});

describe("switches", () => {
  it("show what the server says, not what was pressed", async () => {
    const { done, change, state } = show(TEACHER, [remote("Ada")]);
    await userEvent.click(screen.getByRole("button", { name: "Room rules" }));
    const locked = screen.getByRole("switch", { name: "Locked" });
    await userEvent.click(locked);
    expect(done.mock.calls).toEqual([["set-rules", { locked: true }]]);
    expect(locked).not.toBeChecked();
    change({ ...state, rules: { ...state.rules, locked: true } });
    expect(locked).toBeChecked();
  });

  it("pressed one after the other take nothing back", async () => {
    const { done, current, state } = show(TEACHER, [remote("Ada")]);
    await userEvent.click(screen.getByRole("button", { name: "Room rules" }));
    let answer: (value: object) => void = () => undefined;
    done.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    await userEvent.click(screen.getByRole("switch", { name: "Speak" }));
    await userEvent.click(screen.getByRole("switch", { name: "Chat" }));
    expect(done.mock.calls).toEqual([["set-rules", { rights: ["video", "screen", "draw", "code", "chat"] }]]);
    current.state = { ...state, rules: { ...state.rules, rights: ["video", "screen", "draw", "code", "chat"] } };
    answer({});
    await waitFor(() => expect(done).toHaveBeenLastCalledWith("set-rules", { rights: ["video", "screen", "draw", "code"] }));
  });

  it("make exceptions for one person, and take them back", async () => {
    const { done, change, state } = show(TEACHER, [remote("Ada")]);
    await choose("Ada", "What they may do");
    const draw = screen.getByRole("switch", { name: "Draw" });
    expect(draw).toHaveAccessibleDescription("As in the room");
    await userEvent.click(draw);
    expect(done).toHaveBeenLastCalledWith("set-exceptions", { participant_id: "ada", exceptions: { draw: false } });
    const rights: Participant["rights"] = ["speak", "video", "screen", "chat"];
    change({ ...state, participants: [remote("Ada", { exceptions: { draw: false }, rights })] });
    expect(draw).not.toBeChecked();
    expect(draw).toHaveAccessibleDescription("Only for Ada");
    await userEvent.click(screen.getByRole("button", { name: "Draw: as in the room again" }));
    await waitFor(() => expect(done).toHaveBeenLastCalledWith("set-exceptions", { participant_id: "ada", exceptions: {} }));
  });
});

describe("names", () => {
  it("are changed by oneself; the focus goes there and back", async () => {
    const { done } = show(STUDENT, [remote("Ada")]);
    await userEvent.click(screen.getByRole("button", { name: "Change your name" }));
    const name = screen.getByLabelText("Name in this room");
    expect(name).toHaveFocus();
    await userEvent.clear(name);
    await userEvent.type(name, "{Enter}");
    expect(name).toHaveAccessibleDescription("Please write a name.");
    expect(done).not.toHaveBeenCalled();
    await userEvent.type(name, " Zoé {Enter}");
    expect(done.mock.calls).toEqual([["rename", { participant_id: "zoe", name: "Zoé" }]]);
    expect(screen.getByRole("button", { name: "Change your name" })).toHaveFocus();
  });

  it("that the server refuses stay in the field", async () => {
    const { done } = show(TEACHER, [remote("Ada")]);
    done.mockResolvedValueOnce(null as unknown as object);
    await choose("Ada", "Change the name");
    await waitFor(() => expect(screen.getByLabelText("Name in this room")).toHaveFocus());
    await userEvent.keyboard("Grace{Enter}");
    expect(screen.getByLabelText("Name in this room")).toHaveValue("Grace");
  });
});

describe("the lobby", () => {
  const waiting = (name: string) => ({ id: name, name, since: "2026-11-21T17:00:00Z", has_account: true });

  it("lets one in, sends one away, or lets everyone in", async () => {
    const { done } = show(TEACHER, [], { lobby: [waiting("Leo"), waiting("Sam")] });
    await userEvent.click(screen.getByRole("button", { name: "Let Leo in" }));
    await userEvent.click(screen.getByRole("button", { name: "Do not let Sam in" }));
    await userEvent.click(screen.getByRole("button", { name: "Let everyone in" }));
    expect(done.mock.calls).toEqual([
      ["admit", { participant_id: "Leo" }],
      ["deny", { participant_id: "Sam" }],
      ["admit-all", {}],
    ]);
  });
});

it("says in words how well somebody is reached", () => {
  const measures = {} as never;
  show(STUDENT, [
    remote("Ada", { health: { quality: "bad", reason: "sound-gaps", measures } }),
    remote("Leo", { connection: "reconnecting" }),
  ]);
  expect(screen.getByText("Bad connection: gaps in the sound")).toBeInTheDocument();
  expect(screen.getByText("Reconnecting…")).toBeInTheDocument();
});
