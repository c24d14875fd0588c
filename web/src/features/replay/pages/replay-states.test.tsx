import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { updateUser } from "@/api/auth";
import { queryClient } from "@/api/query-client";
import { sharedLink, takeSharedLink } from "@/api/shared-link";
import type { User } from "@/api/types";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { aReplay, aTrack } from "@/replay/fake-media";
import type { Replay } from "@/replay/manifest";

import ReplayPage from "./ReplayPage";

// Links need the router, which this page does without.
const navigate = vi.hoisted(() => vi.fn());
vi.mock("@tanstack/react-router", () => ({
  useNavigate: () => navigate,
  Link: ({ to, params, search, children, "aria-label": label }: { to: string; params?: { sessionId: string }; search?: { next: string }; children: string; "aria-label"?: string }) => (
    <a aria-label={label} href={to.replace("$sessionId", params?.sessionId ?? "") + (search ? `?next=${search.next}` : "")}>
      {children}
    </a>
  ),
}));

/** What the server answers, by what the page shows it; and what the page asked for besides reading. */
let answer: (shown: string | null) => Response | Promise<Response>;
let done: string[] = [];

beforeAll(async () => {
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
  await startI18n();
  await loadTexts(["replay", "chat"]);
  await changeLanguage("en");
});

beforeEach(() => {
  sessionStorage.clear();
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  done = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method !== "GET") done.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`.trim());
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    if (request.url.endsWith("/links")) return Response.json({ items: [] });
    return answer(request.headers.get("Authorization"));
  });
  // jsdom plays nothing.
  for (const method of ["load", "play", "pause"] as const) vi.spyOn(HTMLMediaElement.prototype, method).mockReturnValue(Promise.resolve());
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  render(
    <QueryClientProvider client={queryClient}>
      <ReplayPage recordingId="recording" startSeconds={0} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const serves = (fields: Partial<Replay>) => () => Response.json(aReplay(fields));
const refuses = (status: number) => () => Response.json({ code: "no", detail: "No." }, { status });
const link = (name: string) => screen.getByRole("link", { name });

/** As somebody arrives who was given a link. */
function comeByLink() {
  window.history.replaceState(null, "", "/replay/recording#link=token");
  takeSharedLink("recording");
}

// Who is signed in stays so in a page: strangers come first.
describe("a replay that does not open, for a stranger", () => {
  it("says that the link has ended, and leads in or home", async () => {
    comeByLink();
    answer = refuses(404);
    open();
    expect(await screen.findByRole("heading", { name: "This replay does not open" })).toBeInTheDocument();
    expect(screen.getByText(/^This link does not work any more\..* sign in: then you need no link\.$/)).toBeInTheDocument();
    expect(link("Sign in")).toHaveAttribute("href", "/login?next=/replay/recording");
    expect(link("To the front page")).toHaveAttribute("href", "/");
    expect(screen.queryByRole("link", { name: "Recordings" })).not.toBeInTheDocument();
  });

  it("leads home where nothing was recorded: the session is not theirs", async () => {
    comeByLink();
    answer = serves({});
    open();
    expect(await screen.findByRole("heading", { name: "Nothing was recorded" })).toBeInTheDocument();
    expect(link("To the front page")).toHaveAttribute("href", "/");
    expect(screen.queryByRole("link", { name: "Back to the session" })).not.toBeInTheDocument();
  });

  it("does not lead into a lesson that still runs", async () => {
    comeByLink();
    answer = serves({ state: "recording", tracks: [aTrack()] });
    open();
    expect(await screen.findByText(/^This lesson is still going on/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "To the lesson" })).not.toBeInTheDocument();
  });
});

describe("a replay that does not open, for somebody with an account", () => {
  beforeEach(() => updateUser({ id: "ada", name: "Ada Lovelace" } as User));

  it("opens all the same behind a link that has ended, for who was in the lesson, and forgets the link", async () => {
    comeByLink();
    answer = (shown) => (shown === "Link token" ? refuses(404)() : serves({ tracks: [aTrack()] })());
    open();
    expect(await screen.findByRole("toolbar", { name: "Playback" })).toBeInTheDocument();
    expect(sharedLink("recording")).toBeNull();
  });

  it("says that the link has ended to who was not", async () => {
    comeByLink();
    answer = refuses(404);
    open();
    expect(await screen.findByText("This link does not work any more. Ask whoever gave it to you for another one.")).toBeInTheDocument();
    expect(link("Recordings")).toHaveAttribute("href", "/recordings");
  });

  it("says what may be wrong where there is none", async () => {
    answer = refuses(404);
    open();
    expect(await screen.findByText(/^There is no such recording, or it is not open to you/)).toBeInTheDocument();
    expect(link("Recordings")).toHaveAttribute("href", "/recordings");
  });

  it("asks again when the server failed", async () => {
    answer = refuses(503);
    const user = open();
    expect(await screen.findByRole("alert")).toHaveTextContent("Something failed on our side.");
    answer = serves({ tracks: [aTrack()] });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("toolbar", { name: "Playback" })).toBeInTheDocument();
  });

  it("says that it is loading", () => {
    answer = () => new Promise<Response>(() => undefined);
    open();
    expect(screen.getByRole("status")).toHaveTextContent("Loading…");
  });
});

describe("a replay of which little is there", () => {
  beforeEach(() => updateUser({ id: "ada", name: "Ada Lovelace" } as User));

  const documents: Replay["documents"] = [{ name: "board", owner: null, src: "/board" }, { name: "code", owner: null, src: "/code" }];

  it("says so where nobody agreed to be recorded, and still opens board and code", async () => {
    answer = serves({ documents, people: [{ id: "marie", name: null, role: "teacher" }] });
    const user = open();
    expect(await screen.findByText(/^This recording has no sound, no picture and no chat\. Everybody may have declined/)).toBeInTheDocument();
    expect(screen.getByText("Back to the session")).toHaveAttribute("href", "/sessions/session");
    await user.click(screen.getByRole("button", { name: "Look at board and code" }));
    expect(await screen.findByText("Nobody was recorded at this moment.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /^What is large/ }));
    expect(await screen.findByRole("menuitemradio", { name: "The board" })).toBeInTheDocument();
  });

  it("shows who spoke where there is only sound", async () => {
    answer = serves({ tracks: [aTrack({ speech: [[1_000, 4_000]] })] });
    open();
    const stage = within(await screen.findByRole("region", { name: "What was shown" }));
    expect(stage.getByText("Marie Curie")).toBeInTheDocument();
    expect(stage.getByRole("img", { name: "Marie Curie: no picture" })).toBeInTheDocument();
    expect(screen.getByText("Marie Curie spoke for 0:03")).toBeInTheDocument();
  });

  it("says that nothing was written and that there are no chapters", async () => {
    answer = serves({ tracks: [aTrack()] });
    const user = open();
    expect(await screen.findByText("Nothing was written in this lesson.")).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "Chapters" }));
    expect(screen.getByText("This lesson has no chapters.")).toBeInTheDocument();
  });

  it("says what is large in the words of each language", async () => {
    answer = serves({ documents, tracks: [aTrack()] });
    await changeLanguage("fr");
    open();
    expect(await screen.findByRole("button", { name: "Ce qui est en grand : Comme pendant le cours" })).toBeInTheDocument();
    await changeLanguage("en");
  });

  it("writes the space bar as a word in its list of keys", async () => {
    answer = serves({ tracks: [aTrack()] });
    const user = open();
    await screen.findByRole("toolbar", { name: "Playback" });
    await user.keyboard("?");
    expect(await screen.findByText(/^Space\s+K$/)).toBeInTheDocument();
  });

  it("begins at 0:00 for who gets only a part of it, in every word; a link counts from where the recording began", async () => {
    answer = serves({
      duration_ms: 480_000,
      from_ms: 192_000,
      to_ms: 480_000,
      tracks: [aTrack({ duration_ms: 600_000 })],
      chat: [{ at_ms: 192_000, id: 1, participant_id: "ada", name: "Ada Lovelace", text: "Is it?", reply_to: null, files: [], to: null }],
      chapters: [{ at_ms: 200_000, kind: "mark", title: "Thirds", participant_id: null, mark_id: "mark" }],
    });
    const user = open();
    const slider = await screen.findByRole("slider", { name: "Position" });
    expect(slider).toHaveAttribute("aria-valuetext", "0:00 of 4:48");
    expect(["aria-valuemin", "aria-valuenow", "aria-valuemax"].map((name) => slider.getAttribute(name))).toEqual(["0", "0", "288"]);
    expect(await screen.findByRole("button", { name: "Go to 0:00" })).toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "Chapters" }));
    await user.click(screen.getByRole("button", { name: /Thirds$/ }));
    expect(screen.getByRole("button", { name: /Thirds$/ })).toHaveTextContent("0:08Thirds");
    await vi.waitFor(() => expect(slider).toHaveAttribute("aria-valuetext", "0:08 of 4:48"));
    await user.click(screen.getByRole("button", { name: "Copy a link to this second" }));
    expect(await screen.findByText("Copied: a link to 0:08")).toBeInTheDocument();
    await expect(navigator.clipboard.readText()).resolves.toMatch(/\?t=200$/);
  });

  it("says that something is still being sent", async () => {
    answer = serves({ state: "saving", tracks: [aTrack()] });
    open();
    expect(await screen.findByText(/^The lesson is over; some of it is still being sent/)).toBeInTheDocument();
  });

  it("lets a lesson that still runs be caught up with, and leads into it", async () => {
    answer = serves({ state: "recording", tracks: [aTrack()] });
    const user = open();
    expect(await screen.findByText(/^This lesson is still going on/)).toBeInTheDocument();
    expect(link("To the lesson")).toHaveAttribute("href", "/sessions/session");
    await user.click(screen.getByRole("button", { name: "Catch up at 1.5×" }));
    expect(screen.getByRole("button", { name: "Speed: 1.5×" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "More" }), "nothing is made of it yet").not.toBeInTheDocument();
  });
});

describe("a replay in the hands of its teacher", () => {
  beforeEach(() => updateUser({ id: "marie", name: "Marie Curie" } as User));

  const choose = async (user: ReturnType<typeof open>, name: string) => {
    await user.click(await screen.findByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name }));
  };

  it("is named, shared and deleted where it is watched, and deleting leads back to the list", async () => {
    answer = serves({ may_manage: true, tracks: [aTrack()] });
    const user = open();
    await choose(user, "Name and how long it is kept");
    await user.clear(screen.getByRole("textbox", { name: "Name" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Halves");
    answer = serves({ may_manage: true, tracks: [aTrack()], session: { ...aReplay().session, title: "Halves" } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("heading", { name: "Halves" })).toBeInTheDocument();
    expect(done).toEqual([`PATCH /api/recordings/recording {"title":"Halves"}`]);

    await choose(user, "Share by a link");
    expect(await screen.findByRole("dialog", { name: "Share by a link" })).toBeInTheDocument();
    await user.keyboard("{Escape}");

    await choose(user, "Delete");
    expect(navigate).not.toHaveBeenCalled();
    answer = refuses(404);
    await user.click(await screen.findByRole("button", { name: "Delete for good" }));
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledExactlyOnceWith({ to: "/recordings", replace: true }));
    expect(done.at(-1)).toBe("DELETE /api/recordings/recording");
  });

  it("offers none of that to whoever only watches", async () => {
    answer = serves({ tracks: [aTrack()] });
    const user = open();
    await user.click(await screen.findByRole("button", { name: "More" }));
    expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent)).toEqual(["Take it along"]);
  });
});
