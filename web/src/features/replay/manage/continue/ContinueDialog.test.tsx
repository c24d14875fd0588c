import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { updateUser } from "@/api/auth";
import { queryClient } from "@/api/query-client";
import type { User } from "@/api/types";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import ContinueDialog, { type Moment } from "./ContinueDialog";

// Links need the router, which this dialog does without.
vi.mock("@tanstack/react-router", () => ({
  Link: ({ to, params, search, children }: { to: string; params: { sessionId: string }; search: { place: string }; children: string }) => (
    <a href={`${to.replace("$sessionId", params.sessionId)}?place=${search.place}`}>{children}</a>
  ),
}));

const MARIE = { id: "marie", name: "Marie Curie" };

interface Planned {
  id: string;
  title: string;
  status: "scheduled" | "live";
  teacher: { id: string };
}

const planned = (id: string, fields: Partial<Planned> = {}) => ({
  id,
  title: `Lesson ${id}`,
  status: "scheduled",
  starts_at: "2026-11-26T13:00:00Z",
  teacher: MARIE,
  ...fields,
});

let sessions: ReturnType<typeof planned>[] = [];
let answer: () => Response;
let asked: { path: string; body: unknown }[] = [];

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
  updateUser(MARIE as User);
});

beforeEach(() => {
  sessions = [planned("one"), planned("two")];
  asked = [];
  answer = () => Response.json({ session_id: "two", place: "page-7" });
  queryClient.clear();
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json({ items: sessions, next_cursor: null });
    asked.push({ path: new URL(request.url).pathname, body: await request.json() });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

function open(moment: Partial<Moment> = {}) {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={queryClient}>
      <ContinueDialog recordingId="recording" moment={{ name: "board", owner: null, place: "page-2", atMs: 83_400, time: "1:23", ...moment }} onClose={onClose} />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), onClose };
}

const choices = () => screen.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent);

describe("going on from a moment", () => {
  it("takes the page as it was into the session that is chosen, and leads there", async () => {
    const { user } = open();
    expect(screen.getByText(/^The page as it was at 1:23 becomes a new page/)).toBeInTheDocument();
    await user.click(await screen.findByRole("radio", { name: /^Lesson two/ }));
    await user.click(screen.getByRole("button", { name: "Take it there" }));
    expect(await screen.findByRole("link", { name: "Open the board" })).toHaveAttribute("href", "/sessions/two/board?place=page-7");
    expect(screen.getByRole("status")).toHaveTextContent("The page is there.");
    expect(asked).toEqual([
      { path: "/api/recordings/recording/documents/board/continue", body: { to_session_id: "two", at_ms: 83_400, owner: null, place: "page-2" } },
    ]);
    expect(screen.queryByRole("button", { name: "Take it there" }), "it is not taken twice").not.toBeInTheDocument();
  });

  it("takes a file of somebody's copy into the next session, if no other is chosen", async () => {
    const { user } = open({ name: "code", owner: "ada", place: null });
    await screen.findByRole("radio", { name: /^Lesson one/ });
    await user.click(screen.getByRole("button", { name: "Take it there" }));
    expect(await screen.findByRole("link", { name: "Open the code" })).toBeInTheDocument();
    expect(asked.map(({ body }) => body)).toEqual([{ to_session_id: "one", at_ms: 83_400, owner: "ada", place: null }]);
  });

  it("offers those in which one may write: one's own, and those that go on just now", async () => {
    const leo = { id: "leo", name: "Leo" };
    sessions = [planned("own"), planned("his", { teacher: leo }), planned("his-now", { teacher: leo, status: "live" })];
    open();
    await screen.findByRole("radio", { name: /^Lesson own/ });
    expect(choices()).toEqual([expect.stringContaining("Lesson own"), "Lesson his-nowGoing on just now"]);
  });

  it("says so where there is none, and takes nothing anywhere", async () => {
    sessions = [];
    const { user, onClose } = open();
    expect(await screen.findByText(/^There is no session in which you may write at the moment/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Take it there" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Go back" }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("says why something could not be taken, and lets one choose another", async () => {
    answer = () => Response.json({ code: "board_full", detail: "The board of that session is full. Choose another session." }, { status: 409 });
    const { user } = open();
    await screen.findByRole("radio", { name: /^Lesson one/ });
    await user.click(screen.getByRole("button", { name: "Take it there" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The board of that session is full.");
    expect(screen.getByRole("radio", { name: /^Lesson two/ })).toBeEnabled();
    expect(screen.queryByRole("link")).not.toBeInTheDocument();
  });
});
