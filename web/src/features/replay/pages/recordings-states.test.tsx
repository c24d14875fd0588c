import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import type { Recording } from "@/api/types";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { RecordingsPage } from "./RecordingsPage";

/** What stands in the place of the router. */
const router = vi.hoisted(() => ({ q: "", navigate: vi.fn() }));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ to, params, children }: { to: string; params?: { recordingId: string }; children: string }) => <a href={to.replace("$recordingId", params?.recordingId ?? "")}>{children}</a>,
  useNavigate: () => router.navigate,
  useSearch: () => ({ q: router.q }),
}));

const recording = (id: string, fields: Partial<Recording> = {}) =>
  ({
    id,
    title: `Lesson ${id}`,
    teacher_name: "Marie Curie",
    people: ["Marie Curie", "Ada Lovelace"],
    started_at: "2026-11-20T13:00:00Z",
    duration_ms: 45 * 60_000,
    state: "ready",
    captions: [],
    keep_until: null,
    may_manage: false,
    ...fields,
  }) as unknown as Recording;

/** The server's pages, by the cursor that leads there. */
let pages: Record<string, { items: Recording[]; next_cursor: string | null }> = {};
let answer: (url: URL) => Response | Promise<Response>;
let asked: URL[] = [];

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

beforeEach(() => {
  router.q = "";
  asked = [];
  pages = { "": { items: [], next_cursor: null } };
  answer = ({ searchParams }) => Response.json(pages[searchParams.get("cursor") ?? ""]);
  vi.stubGlobal("fetch", (request: Request) => {
    const url = new URL(request.url);
    asked.push(url);
    return Promise.resolve(answer(url));
  });
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RecordingsPage />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

describe("the list of recordings", () => {
  it("keeps its place while it loads, and says so", async () => {
    answer = () => new Promise<Response>(() => undefined);
    open();
    expect(await screen.findByRole("status")).toHaveTextContent("Loading…");
    expect(screen.getByRole("searchbox", { name: "Search by title or person" })).toBeEnabled();
    expect(screen.queryByText(/There is no recording yet/)).not.toBeInTheDocument();
  });

  it("says where recordings come from, while there is none", async () => {
    open();
    expect(await screen.findByText(/^There is no recording yet\. A lesson that records itself appears here/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Go to your sessions" })).toHaveAttribute("href", "/sessions");
  });

  it("offers all of them where nothing fits a search", async () => {
    router.q = "geometry";
    open();
    expect(await screen.findByText("No recording fits this search.")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Show all recordings" })).toHaveAttribute("href", "/recordings");
    expect(asked[0]?.searchParams.get("search")).toBe("geometry");
  });

  it("searches for nothing any more once the search is cleared, and leaves the focus in its field", async () => {
    router.q = "geometry";
    const user = open();
    await user.click(screen.getByRole("button", { name: "Clear the search" }));
    expect(router.navigate).toHaveBeenCalled();
    expect(screen.getByRole("searchbox")).toHaveValue("");
    expect(screen.getByRole("searchbox")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Clear the search" })).not.toBeInTheDocument();
  });

  it("shows more of many when somebody asks, each once", async () => {
    pages = {
      "": { items: [recording("1"), recording("2")], next_cursor: "behind-2" },
      "behind-2": { items: [recording("3")], next_cursor: null },
    };
    const user = open();
    expect(await screen.findAllByRole("listitem")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: "Lesson 3" })).toHaveAttribute("href", "/replay/3");
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
    expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  });

  it("says what happened when the server fails, and asks again when told to", async () => {
    answer = () => new Response(null, { status: 500 });
    const user = open();
    expect(await screen.findByRole("alert")).toHaveTextContent("Something failed on our side.");
    answer = () => Response.json({ items: [recording("1")], next_cursor: null });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Lesson 1" })).toBeInTheDocument();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  it("says in a word how far each is: one that goes on is not taken along, and only its teacher manages one", async () => {
    pages[""] = { items: [recording("1", { state: "recording" }), recording("2", { state: "saving", may_manage: true }), recording("3")], next_cursor: null };
    open();
    const rows = (await screen.findAllByRole("listitem")).map((row) => within(row));
    for (const [number, word] of ["Going on", "Being saved", "Ready"].entries()) expect(rows[number]!.getAllByText(word)).not.toHaveLength(0);
    expect(rows.map((row) => row.queryAllByRole("button", { name: /^Take “/ }).length)).toEqual([0, 1, 1]);
    expect(rows.map((row) => row.queryAllByRole("button", { name: /^More about/ }).length)).toEqual([0, 1, 0]);
  });
});
