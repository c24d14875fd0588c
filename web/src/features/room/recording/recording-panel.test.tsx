import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { participant, remote, stateOf } from "../people/test-state";
import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { NO_RECORDING, type RecordingView } from "./recording-state";
import RecordingBanners from "./RecordingBanners";
import RecordingPanel from "./RecordingPanel";

const marie = participant("Marie", { role: "teacher", recorded: true });
const ada = remote("Ada", { recorded: true });
const leo = remote("Leo", { recorded: false });

beforeAll(async () => {
  await startI18n();
  await loadTexts(["room", "people", "recording"]);
  await changeLanguage("en");
});

const doing = vi.fn(async () => ({}));
const setRecorded = vi.fn(async () => undefined);
const room = { do: doing as unknown as Room["do"], setRecorded };
beforeEach(() => {
  doing.mockClear();
  setRecorded.mockClear();
});

function running(more: Partial<RecordingView> = {}): RecordingView {
  const since = Date.now() - 120_000;
  return { ...NO_RECORDING, state: "on", since: new Date(since).toISOString(), sending: { marie: since, ada: since }, ...more };
}

function stateWith(recording: RecordingView, me = marie): RoomState {
  const session = { one_to_one: false, recording: "automatic", teacher_name: "Marie" } as RoomState["session"];
  return stateOf(me, [ada, leo], { recording, session });
}

function row(name: string): string {
  const found = screen.getAllByRole("listitem").find(({ textContent }) => textContent.includes(name));
  return found?.textContent ?? "";
}

describe("the panel", () => {
  it("says of everybody how far they are saved", () => {
    const saved = { marie: Date.now() - 3_000, ada: Date.now() - 50_000 };
    render(<RecordingPanel room={room} state={stateWith(running({ saved }))} />);
    expect(row("Marie")).toMatch(/Saved up to [\d:]+(\s[ap]m)?$/i);
    expect(row("Ada")).toMatch(/Saved up to .+, (49|50|51) seconds behind$/);
    expect(row("Leo")).toMatch(/Not recorded$/);
  });

  it("says of oneself what this browser cannot do", () => {
    const own = { impossible: ["microphone" as const], isFull: false, savedUntil: null };
    render(<RecordingPanel room={room} state={stateWith(running({ own }))} />);
    expect(row("Marie")).toMatch(/Cannot be recorded/);
  });

  it("says whose browser records whom, and who is not recorded for want of one", () => {
    const emile = remote("Emile", { recorded: true, can_record: false, copied_by: "ada" });
    const nina = remote("Nina", { recorded: true, can_record: false });
    const olga = remote("Olga", { recorded: true, can_record: false, copied_by: "marie" });
    const state = stateOf(marie, [ada, emile, nina, olga], { recording: running({ saved: { emile: Date.now() - 3_000 } }) });
    render(<RecordingPanel room={room} state={state} />);
    expect(row("Emile")).toMatch(/Recorded by Ada’s browser\. Saved up to [\d:]+/);
    expect(row("Nina")).toMatch(/Cannot be recorded/);
    expect(row("Olga")).toMatch(/Recorded by your browser\./);
  });

  it("pauses at once, and asks before it stops", async () => {
    render(<RecordingPanel room={room} state={stateWith(running())} />);
    await userEvent.click(screen.getByRole("button", { name: "Pause" }));
    expect(doing).toHaveBeenLastCalledWith("pause-recording", {});
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(doing).toHaveBeenCalledTimes(1);
    await userEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Stop the recording" }));
    expect(doing).toHaveBeenLastCalledWith("stop-recording", {});
  });

  it("offers a student of a class nothing but their own answer, and asks before they withdraw", async () => {
    render(<RecordingPanel room={room} state={stateWith(running(), participant("Emile", { recorded: true }))} />);
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Stop recording me"]);
    await userEvent.click(screen.getByRole("button", { name: "Stop recording me" }));
    expect(setRecorded).not.toHaveBeenCalled();
    await userEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Keep me out" }));
    expect(setRecorded).toHaveBeenCalledWith(false);
  });

  it("lets a host begin", async () => {
    render(<RecordingPanel room={room} state={stateWith(NO_RECORDING)} />);
    expect(screen.getByText("Nothing is being recorded.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Start the recording" }));
    expect(doing).toHaveBeenLastCalledWith("start-recording", {});
  });
});

describe("the banners", () => {
  it("warn a host of somebody who is behind, once", async () => {
    const state = stateWith(running({ saved: { ada: Date.now() - 40_000, marie: Date.now() } }));
    render(<RecordingBanners room={room} state={state} />);
    expect(screen.getByText(/^The recording of Ada is more than 30 seconds behind/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "I have read this" }));
    expect(screen.queryByText(/behind/)).toBeNull();
  });

  it("tell a host what waits on this device, and on whose else's: what can be done differs", async () => {
    const leo = remote("Leo", { recorded: true, can_record: false, copied_by: "marie" });
    const nina = remote("Nina", { recorded: true, can_record: false, copied_by: "ada" });
    const begun = Date.now() - 120_000;
    const late = Date.now() - 40_000;
    const recording = running({
      sending: { marie: begun, ada: begun, leo: begun, nina: begun },
      saved: { marie: late, leo: late, nina: late, ada: Date.now() },
    });
    render(<RecordingBanners room={room} state={stateOf(marie, [ada, leo, nina], { recording })} />);
    const here = screen.getByText(/^What this browser records of you and Leo is more than 30 seconds behind\. It waits on this device.*keep this page open/);
    expect(screen.getByText(/^The recording of Nina, which the browser of Ada makes,.*ask Ada to keep the page open/)).toBeVisible();
    expect(screen.queryByText(/their device/)).toBeNull();
    const banner = here.closest<HTMLElement>("[role=status]")!;
    await userEvent.click(within(banner).getByRole("button", { name: "I have read this" }));
    expect(screen.queryByText(/this device/)).toBeNull();
    expect(screen.getByText(/Nina/)).toBeVisible();
  });

  it("do not trouble students with that", () => {
    const state = stateWith(running({ saved: { ada: Date.now() - 40_000 } }), participant("Emile", { recorded: true }));
    render(<RecordingBanners room={room} state={state} />);
    expect(screen.queryByText(/behind/)).toBeNull();
  });

  it("ask whoever was not asked before", async () => {
    render(<RecordingBanners room={room} state={stateWith(running(), participant("Emile"))} />);
    await userEvent.click(screen.getByRole("button", { name: "Keep me out" }));
    expect(setRecorded).toHaveBeenCalledWith(false);
  });

  it("say when this browser cannot record, and who does it instead", async () => {
    const alone = participant("Emile", { recorded: true, can_record: false });
    const { rerender } = render(<RecordingBanners room={room} state={stateWith(running(), alone)} />);
    expect(screen.getByText(/^This browser cannot record, so nothing of you is kept/)).toBeVisible();
    rerender(<RecordingBanners room={room} state={stateWith(running(), { ...alone, copied_by: "ada" })} />);
    expect(screen.getByText(/is recorded by Ada’s browser instead/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "I have read this" }));
    expect(screen.queryByText(/cannot record/)).toBeNull();
  });

  it("say when this device is full", () => {
    const own = { impossible: [], isFull: true, savedUntil: null };
    render(<RecordingBanners room={room} state={stateWith(running({ own }))} />);
    expect(screen.getByText(/^This device has no space left/)).toBeVisible();
  });
});
