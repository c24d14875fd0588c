import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import type { Participant } from "@/call/protocol";
import { loadTexts, startI18n } from "@/i18n/i18n";

import type { RoomState } from "../room-state";
import { ChatLog } from "./chat-log";
import ChatPanel from "./ChatPanel";
import { ADA, FakeRoom, MARIE } from "./fake-room";

/** The page's own state, as far as the chat asks for it: Ada is a student, Marie her teacher. */
function stateWith(change: Partial<Participant> = {}): RoomState {
  const me = { id: ADA, name: "Ada", role: "student", co_host: false, rights: ["chat"], ...change };
  const participants = [{ id: MARIE, name: "Marie", role: "teacher" }];
  const session = { one_to_one: false, teacher_name: "Marie" };
  return { me, self: me, participants, session } as unknown as RoomState;
}

let room: FakeRoom;
let log: ChatLog;

beforeAll(async () => {
  await startI18n();
  await loadTexts("chat");
  // What jsdom lacks: sizes do not matter here.
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});

beforeEach(() => {
  sessionStorage.clear();
  room = new FakeRoom();
  log = new ChatLog();
  log.listen(room, room.files, "session", ADA);
});

async function show(state = stateWith()) {
  room.enter();
  const page = render(<ChatPanel log={log} state={state} />);
  await act(async () => undefined);
  return page;
}

const messages = () => within(screen.getByRole("log")).queryAllByRole("article");
const hear = (...told: Parameters<FakeRoom["tell"]>) => act(() => room.tell(...told));

describe("the list", () => {
  it("teaches the first step", async () => {
    await show();
    expect(screen.getByText("Nobody has written anything yet. The first line is yours.")).toBeVisible();
  });

  it("marks what is private, edited and deleted", async () => {
    room.add("for you", { to: ADA });
    room.add("better now", { edited_at: new Date().toISOString() });
    room.add("", { deleted: true });
    await show();
    const [privately, edited, deleted] = messages();
    expect(privately).toHaveTextContent("To you alone");
    expect(edited).toHaveTextContent("edited");
    expect(deleted).toHaveTextContent("This message was deleted.");
    expect(within(deleted!).queryByRole("button")).toBeNull();
  });

  it("reads out what others write, once, and not what was there before", async () => {
    const before = room.add("before");
    const { container } = await show();
    const announced = container.querySelector("[aria-live=polite]");
    expect(announced).toHaveTextContent("");
    hear(room.add("hello"));
    expect(announced).toHaveTextContent("Marie: hello");
    hear({ ...before, text: "changed" }, "chat-changed");
    expect(announced).toHaveTextContent("Marie: hello");
  });

  it("shows where the new ones begin, and has read them then", async () => {
    room.add("old");
    room.enter();
    await act(async () => undefined);
    log.markRead();
    room.tell(room.add("new"));
    expect(log.getState().unread).toBe(1);
    render(<ChatPanel log={log} state={stateWith()} />);
    expect(screen.getByText("New messages").nextElementSibling).toHaveTextContent("new");
    expect(log.getState().unread).toBe(0);
  });
});

describe("files", () => {
  const picture = { id: "p", name: "sketch.png", type: "image/png", size: 2_000_000, width: 40, height: 30 };
  const notes = { id: "n", name: "notes.pdf", type: "application/pdf", size: 900, width: null, height: null };

  it("are shown and opened if they are pictures, and else listed with size and download", async () => {
    room.add("", { files: [picture, notes] });
    await show();
    const thumbnail = await screen.findByRole("img", { name: "sketch.png" });
    expect(thumbnail).toHaveAttribute("src", "/link-to/p");
    expect(messages()[0]).toHaveTextContent("1.9 MB");
    expect(within(messages()[0]!).getByRole("button", { name: "Download notes.pdf" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Show sketch.png large" }));
    const large = screen.getByRole("dialog", { name: "sketch.png" });
    expect(within(large).getByRole("img", { name: "sketch.png" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("button", { name: "Show sketch.png large" })).toHaveFocus();
  });

  it("stand for a message without words where it is announced", async () => {
    const { container } = await show();
    hear(room.add("", { files: [picture, notes] }));
    expect(container.querySelector("[aria-live=polite]")).toHaveTextContent("Marie: sketch.png and notes.pdf");
    expect(screen.getByRole("button", { name: "Reply to Marie: sketch.png and notes.pdf" })).toBeVisible();
  });

  it("that are dropped onto the chat are attached, as far as one may write", async () => {
    await show();
    const dropped = { dataTransfer: { types: ["Files"], files: [new File(["x"], "dropped.txt")] } };
    fireEvent.dragEnter(screen.getByRole("log"), dropped);
    expect(screen.getByText("Drop the files here to attach them")).toBeVisible();
    fireEvent.drop(screen.getByRole("log"), dropped);
    expect(screen.queryByText("Drop the files here to attach them")).toBeNull();
    expect(screen.getByRole("list", { name: "Attached files" })).toHaveTextContent("dropped.txt");
  });
});

describe("what one may do", () => {
  it("students change their own and no other's", async () => {
    room.add("mine", { from: ADA, name: "Ada" });
    room.add("hers");
    await show();
    const [mine, hers] = messages();
    expect(within(mine!).getAllByRole("button").map((button) => button.title.split(" ")[0])).toEqual(["Reply", "Edit", "Delete"]);
    expect(within(hers!).getAllByRole("button").map((button) => button.title.split(" ")[0])).toEqual(["Reply"]);
  });

  it("hosts delete anybody's, and edit nobody else's", async () => {
    room.add("hers");
    await show(stateWith({ co_host: true }));
    expect(within(messages()[0]!).getAllByRole("button").map((button) => button.title.split(" ")[0])).toEqual(["Reply", "Delete"]);
  });

  it("without the right to write one reads, and is told who decides", async () => {
    room.add("hers");
    await show(stateWith({ rights: [] }));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText(/^Marie and the co-hosts decide who may write here/)).toBeVisible();
  });
});

describe("deeds", () => {
  it("deleting asks first", async () => {
    room.add("oops", { from: ADA, name: "Ada" });
    await show();
    await userEvent.click(screen.getByRole("button", { name: /^Delete You: oops/ }));
    expect(room.said).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    expect(messages()[0]).toHaveTextContent("This message was deleted.");
  });

  it("editing happens in place; what could not be saved stays in the field", async () => {
    room.add("frist", { from: ADA, name: "Ada" });
    await show();
    await userEvent.click(screen.getByRole("button", { name: /^Edit/ }));
    const field = screen.getByRole("textbox", { name: "The message" });
    await userEvent.clear(field);
    room.refusal = { title: "", status: 403, code: "not_allowed", detail: "Not now." };
    await userEvent.type(field, "first{Enter}");
    expect(screen.getByRole("alert")).toHaveTextContent("Not now.");
    room.refusal = null;
    await userEvent.type(field, "{Enter}");
    expect(messages()[0]).toHaveTextContent("first");
  });

  it("the answer to a private line is private, and choosing everyone drops it", async () => {
    room.add("psst", { to: ADA });
    await show();
    await userEvent.click(screen.getByRole("button", { name: /^Reply to Marie/ }));
    expect(log.getState().draft).toMatchObject({ to: MARIE, replyTo: 1 });
    await userEvent.click(screen.getByRole("combobox"));
    await userEvent.click(screen.getByRole("option", { name: "To everyone" }));
    expect(log.getState().draft).toMatchObject({ to: null, replyTo: null });
  });

  it("a refused message says why, and can be sent again", async () => {
    await show();
    room.refusal = { title: "", status: 403, code: "not_allowed", detail: "Not now." };
    await userEvent.type(screen.getByRole("textbox"), "please{Enter}");
    expect(messages()[0]).toHaveTextContent("Not now.");
    room.refusal = null;
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    expect(screen.queryByText("Not now.")).toBeNull();
    expect(messages()).toHaveLength(1);
  });

  it("while the line is cut, says that it waits", async () => {
    await show();
    act(() => room.cut());
    await userEvent.type(screen.getByRole("textbox"), "later{Enter}");
    expect(messages()[0]).toHaveTextContent("Waits for the connection, then goes by itself");
    await act(async () => room.enter());
    expect(messages()[0]).not.toHaveTextContent("Waits");
  });
});
