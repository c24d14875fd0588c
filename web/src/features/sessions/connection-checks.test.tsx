import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import type { PersonCheck, Session } from "@/api/types";
import { loadTexts, startI18n } from "@/i18n/i18n";

import { ConnectionChecks } from "./components/ConnectionChecks";

beforeAll(async () => {
  await startI18n();
  await loadTexts("check");
});

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
});

const check: PersonCheck = {
  name: "Nina",
  has_account: false,
  at: "2026-11-20T18:00:00Z",
  verdict: "ready",
  steps: [{ step: "camera", outcome: "ok", reason: null }],
  rate: { path: "relay", up: 850, down: 4_200, through: 800, delay: 31, jitter: 2, loss: 0.4 },
};

function show(...items: PersonCheck[]) {
  vi.stubGlobal("fetch", async () => Response.json({ items }));
  const session = { id: "1", meeting_id: "abc-defg-hjk" } as Session;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConnectionChecks session={session} passcode="s3cret" />
    </QueryClientProvider>,
  );
}

describe("the connection checks of a session", () => {
  it("copies a link to send", async () => {
    const writeText = vi.fn(async () => undefined);
    show();
    await screen.findByText("Nobody has checked yet.");
    const user = userEvent.setup();
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    await user.click(screen.getByRole("button", { name: "Copy the check link" }));
    expect(writeText).toHaveBeenCalledWith("http://localhost:3000/check/abc-defg-hjk?passcode=s3cret");
  });

  it("says in a line how each person's went", async () => {
    show(check, {
      ...check,
      name: "Ada",
      has_account: true,
      verdict: "not_ready",
      steps: [
        { step: "speaker", outcome: "failed", reason: "unheard" },
        { step: "relay_udp", outcome: "failed", reason: "no-answer" },
        { step: "rate", outcome: "weak", reason: "rate" },
      ],
      rate: null,
    });
    await screen.findByText("Nina");
    const [nina, ada] = screen.getAllByRole("listitem");
    expect(nina).toHaveTextContent("Ninano accountReadyEverything works");
    expect(nina).toHaveTextContent("850 kbit/s up, 4.2 Mbit/s down · 31 ms delay · 0.4% lost");
    expect(ada).toHaveTextContent("AdaNot ready");
    expect(ada).toHaveTextContent("Does not work: Speaker and Relay over UDP (TURN)");
    expect(ada).toHaveTextContent("With limits: Speed of the line");
  });
});
