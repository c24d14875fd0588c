import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { queryClient } from "@/api/query-client";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import type { Export } from "./api";
import ExportDialog from "./ExportDialog";

const scrollIntoView = vi.fn();

beforeAll(async () => {
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = scrollIntoView;
  await startI18n();
  await loadTexts("exports");
  await changeLanguage("en");
});

/** The server: what it has, and what it was asked for. */
let exports: Export[] = [];
let refuses = false;
let asked: { method: string; path: string; body: unknown }[] = [];

beforeEach(() => {
  exports = [];
  refuses = false;
  asked = [];
  scrollIntoView.mockClear();
  queryClient.clear();
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : null;
    if (refuses) return new Response(null, { status: 500 });
    if (request.method === "GET") return Response.json({ items: exports });
    asked.push({ method: request.method, path: pathname, body });
    if (request.method === "DELETE") {
      exports = exports.filter(({ id }) => !pathname.endsWith(id));
      return new Response(null, { status: 204 });
    }
    const made = anExport({ id: `made-${asked.length}`, ...(body as Partial<Export>), state: "waiting" });
    exports = [made, ...exports];
    return Response.json(made, { status: 202 });
  });
});
afterEach(() => vi.unstubAllGlobals());

function anExport(fields: Partial<Export> = {}): Export {
  return {
    id: "one",
    kind: "audio",
    layout: null,
    height: null,
    state: "ready",
    progress: 1,
    reason: null,
    bytes: 3 * 1024 * 1024,
    src: "/api/one?until=1",
    file_name: "fractions.m4a",
    created_at: "2026-11-22T10:00:00Z",
    keep_until: "2026-11-29T10:00:00Z",
    may_delete: true,
    ...fields,
  };
}

function open({ hasCaptions = false, isReady = true } = {}) {
  render(
    <QueryClientProvider client={queryClient}>
      <ExportDialog recordingId="lesson" durationMs={60 * 60_000} hasCaptions={hasCaptions} isReady={isReady} onClose={vi.fn()} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const row = async (name: RegExp) => within((await screen.findByText(name)).closest("li") as HTMLElement);

describe("taking a lesson along", () => {
  it("asks for a film as it was chosen", async () => {
    const user = open();
    expect(screen.getByText(/takes about 20 min/)).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "everybody alike" }));
    await user.click(screen.getByRole("radio", { name: "1080p, sharper" }));
    await user.click(screen.getByRole("button", { name: "Make the film" }));
    const waiting = await row(/^Film · everybody alike, 1080p$/);
    expect(waiting.getByText("Waits for its turn")).toBeInTheDocument();
    expect(asked).toEqual([
      { method: "POST", path: "/api/recordings/lesson/exports", body: { kind: "video", layout: "grid", height: 1080 } },
    ]);
  });

  it("brings into view what was just asked for, and nothing of what was there", async () => {
    exports = [anExport()];
    const user = open();
    await screen.findByRole("link", { name: "Download: Sound only" });
    expect(scrollIntoView).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Make the film" }));
    await row(/^Film · /);
    expect(scrollIntoView).toHaveBeenCalledExactlyOnceWith({ block: "nearest" });
    expect(scrollIntoView.mock.contexts).toEqual([screen.getByRole("region", { name: "What you asked for" })]);
  });

  it("asks for anything else without a layout, and offers captions where there are some", async () => {
    const user = open({ hasCaptions: true });
    await user.click(screen.getByRole("radio", { name: /^Captions/ }));
    expect(screen.queryByRole("radio", { name: "everybody alike" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Make the captions" }));
    await vi.waitFor(() => expect(asked.map(({ body }) => body)).toMatchObject([{ kind: "captions" }]));
  });

  it("says so while something of the lesson is still to come, and offers nothing", () => {
    open({ isReady: false });
    expect(screen.getByText(/still on its way to the server/)).toBeInTheDocument();
    expect(screen.queryByRole("radio")).not.toBeInTheDocument();
  });

  it("shows how far one is, and cancels it", async () => {
    exports = [anExport({ state: "working", progress: 0.375, src: null, bytes: null, keep_until: null })];
    const user = open();
    expect(await screen.findByRole("progressbar", { name: "Progress: Sound only" })).toHaveValue(0.375);
    expect(screen.getByText("37% done")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Cancel: Sound only" }));
    await vi.waitFor(() => expect(screen.queryByRole("progressbar")).not.toBeInTheDocument());
    expect(asked).toEqual([{ method: "DELETE", path: "/api/recordings/lesson/exports/one", body: null }]);
  });

  it("gives a finished one out, with its size and its last day", async () => {
    exports = [anExport()];
    open();
    const link = await screen.findByRole("link", { name: "Download: Sound only" });
    expect(link).toHaveAttribute("href", "/api/one?until=1");
    expect(link).toHaveAttribute("download", "fractions.m4a");
    expect(screen.getByText(/^3 MB · kept until .*29/)).toBeInTheDocument();
  });

  it("says in a sentence why one failed, and tries again", async () => {
    exports = [anExport({ kind: "video", layout: "speaker", height: 720, state: "failed", reason: "no_space", src: null, bytes: null })];
    const user = open();
    expect(await screen.findByText(/^There is no space left on the server/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Try again: Film · who speaks, 720p" }));
    const again = await row(/^Film · who speaks, 720p$/);
    expect(await again.findByText("Waits for its turn")).toBeInTheDocument();
    expect(asked.map(({ method }) => method)).toEqual(["DELETE", "POST"]);
  });

  it("says so when the server does not tell what there is, and still lets one ask for something", async () => {
    refuses = true;
    open();
    expect(await screen.findByRole("alert", {}, { timeout: 10_000 })).toHaveTextContent("Something failed on our side.");
    expect(screen.getByRole("button", { name: "Make the film" })).toBeEnabled();
  }, 15_000);

  it("no longer shows what was kept until today, once the server has let it go", async () => {
    exports = [anExport()];
    open();
    await screen.findByRole("link", { name: "Download: Sound only" });
    exports = [];
    await queryClient.invalidateQueries();
    await vi.waitFor(() => expect(screen.queryByRole("link", { name: "Download: Sound only" })).not.toBeInTheDocument());
    expect(screen.getByRole("button", { name: "Make the film" })).toBeEnabled();
  });

  it("lets somebody else's be taken, and neither deleted nor ended", async () => {
    exports = [anExport({ may_delete: false }), anExport({ id: "two", kind: "chapters", state: "waiting", src: null, may_delete: false })];
    open();
    expect(await screen.findByRole("link", { name: "Download: Sound only" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^(Delete|Cancel):/ })).not.toBeInTheDocument();
  });
});
