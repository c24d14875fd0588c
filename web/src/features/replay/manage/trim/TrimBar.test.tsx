import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { queryClient } from "@/api/query-client";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { aReplay } from "@/replay/fake-media";
import type { Replay } from "@/replay/manifest";
import { ReplayClock } from "@/replay/replay-clock";

import { TrimBar } from "./TrimBar";
import { useTrim } from "./useTrim";

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

let asked: unknown[] = [];
let answer: () => Response;
let clock: ReplayClock;
const onClose = vi.fn();

beforeEach(() => {
  asked = [];
  answer = () => Response.json({ id: "recording" });
  clock = new ReplayClock(60_000);
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "PATCH") asked.push(await request.json());
    return answer();
  });
});
afterEach(() => {
  clock.stop();
  vi.unstubAllGlobals();
});

function Trimming({ replay }: { replay: Replay }) {
  return <TrimBar trim={useTrim({ replay, clock, onClose })} />;
}

function open(fields: Partial<Replay> = {}) {
  const { unmount } = render(
    <QueryClientProvider client={queryClient}>
      <Trimming replay={aReplay(fields)} />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), unmount };
}

const press = (name: string) => screen.getByRole("button", { name });

describe("choosing what is shown", () => {
  it("begins and ends where the replay stands", async () => {
    const { user } = open();
    clock.seek(10_400);
    await user.click(press("Begin here"));
    clock.seek(45_000);
    await user.click(press("End here"));
    expect(screen.getByText("Shown: 0:10 to 0:45.")).toBeInTheDocument();
    await user.click(press("Save"));
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked).toEqual([{ from_ms: 10_400, to_ms: 45_000 }]);
  });

  it("leaves at least a second, whichever comes first", async () => {
    const { user } = open();
    clock.seek(30_000);
    await user.click(press("End here"));
    clock.seek(50_000);
    await user.click(press("Begin here"));
    expect(screen.getByText("Shown: 0:29 to 0:30.")).toBeInTheDocument();
    clock.seek(5_000);
    await user.click(press("End here"));
    expect(screen.getByText("Shown: 0:29 to 0:30.")).toBeInTheDocument();
  });

  it("keeps no edge where there is none: what comes later is shown, too", async () => {
    const { user } = open({ from_ms: 10_000, to_ms: 40_000 });
    expect(screen.getByText("Shown: 0:10 to 0:40.")).toBeInTheDocument();
    await user.click(press("Show everything"));
    expect(screen.getByText("Shown: 0:00 to 1:00.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Show everything" })).not.toBeInTheDocument();
    await user.click(press("Save"));
    await vi.waitFor(() => expect(asked).toEqual([{ from_ms: null, to_ms: null }]));
  });

  it("lets all of it be played meanwhile, and afterwards only what is shown", () => {
    const { unmount } = open({ from_ms: 10_000, to_ms: 40_000 });
    clock.seek(55_000);
    expect(clock.position).toBe(55_000);
    unmount();
    expect(clock.state).toMatchObject({ fromMs: 10_000, durationMs: 40_000 });
    expect(clock.position).toBe(40_000);
  });

  it("says why it could not be saved, and keeps what was chosen", async () => {
    answer = () => Response.json({ code: "not_yours", detail: "Only its teacher trims a recording." }, { status: 403 });
    const { user } = open();
    clock.seek(20_000);
    await user.click(press("Begin here"));
    await user.click(press("Save"));
    expect(await screen.findByRole("alert")).toHaveTextContent("Only its teacher trims a recording.");
    expect(screen.getByText("Shown: 0:20 to 1:00.")).toBeInTheDocument();
  });
});
