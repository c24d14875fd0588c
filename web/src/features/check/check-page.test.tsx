import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { failed, ok, type RateFigures, skipped } from "@/call/check/findings";
import { realProbes } from "@/call/check/probes";
import type { InputState } from "@/call/local-media";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import CheckPage from "./pages/CheckPage";

// The browser's part of a check; how it is put together and shown is real.
vi.mock("@/call/check/probes", () => ({ realProbes: {} }));
// Links need the router, which this page does without.
vi.mock("@tanstack/react-router", () => ({ Link: ({ children }: { children: string }) => <a href="#there">{children}</a> }));

const server: Rate = { path: "server", up: 850, down: 4_200, through: null, delay: 31, jitter: 2, loss: null };
const relay: Rate = { path: "relay", up: 9_000, down: 12_000, through: 5_000, delay: 40, jitter: 3, loss: 0.4 };
type Rate = RateFigures;

const input: InputState = { on: true, track: null, deviceId: null, problem: "denied", asking: false, taken: false };
const asked: { path: string; body: unknown }[] = [];
let answers: Record<string, unknown>;

beforeAll(async () => {
  await startI18n();
  await loadTexts("check");
});

beforeEach(async () => {
  await changeLanguage("en");
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  asked.length = 0;
  answers = { "/api/check": { ice_servers: [], relay_only: false, largest_download_bytes: 1, largest_upload_bytes: 1 } };
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    asked.push({ path, body: request.method === "POST" ? await request.json() : null });
    return Response.json(answers[path] ?? {}, { status: path in answers ? 200 : 404 });
  });
  const devices = { microphone: input, camera: input, devices: { microphones: [], cameras: [], speakers: [] } };
  Object.assign(realProbes, {
    browser: () => ok,
    devices: () => ({ start: async () => devices, stop: () => undefined }),
    tone: async () => true,
    socket: async () => ({ finding: ok, roundTrip: 12 }),
    stun: async () => skipped("not-configured"),
    relay: async () => skipped("not-configured"),
    rate: async () => server,
  });
});

function show(session: Parameters<typeof CheckPage>[0]["session"] = null) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <CheckPage session={session} />
    </QueryClientProvider>,
  );
}

async function run(start = "Start the check", yes = "Yes, I heard them") {
  await userEvent.click(await screen.findByRole("button", { name: start }));
  await userEvent.click(await screen.findByRole("button", { name: yes }));
}

const row = (name: string) => screen.getByRole("heading", { name, level: 3 }).closest("li") ?? document.body;

describe("the check", () => {
  it("says what does not work and what to do, and what was not tried", async () => {
    show();
    await run();
    expect(await screen.findByRole("heading", { name: "Something does not work yet" })).toHaveFocus();
    expect(row("Microphone")).toHaveTextContent("The browser does not let this site use your microphone.");
    expect(row("Camera")).toHaveTextContent("allow the camera, then check again");
    expect(row("Speaker")).toHaveTextContent("You heard the notes.");
    expect(row("Way to the server")).toHaveTextContent("The server answers within 12 ms.");
    expect(screen.getByText(/^Not set up on this server/)).toHaveTextContent(
      "Direct way to others (STUN), Relay over UDP (TURN), Relay over TCP (TURN) and Relay over TLS (TURN).",
    );
  });

  it("shows the figures, and truthfully which of them were not measured", async () => {
    show();
    await run();
    const rate = row("Speed of the line");
    await within(rate).findByText("4.2 Mbit/s");
    expect(rate).toHaveTextContent("Up850 kbit/s");
    expect(rate).toHaveTextContent("Lost on the waynot measured");
    expect(rate).toHaveTextContent("All of it to this server and back");
    expect(rate).not.toHaveTextContent("There and back through the relay");
  });

  it("shows what the relay carried where there is one", async () => {
    Object.assign(realProbes, { relay: async () => ok, rate: async () => relay });
    show();
    await run();
    const rate = row("Speed of the line");
    await within(rate).findByText("5 Mbit/s or more");
    expect(rate).toHaveTextContent("Lost on the way0.4%");
    expect(rate).toHaveTextContent("through the relay, the way that sound and pictures take");
  });

  it("speaks French", async () => {
    await changeLanguage("fr");
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr-FR"]);
    Object.assign(realProbes, { relay: async () => failed("no-answer") });
    show();
    await run("Commencer le test", "Oui, je les ai entendues");
    await screen.findByRole("heading", { name: "Quelque chose ne fonctionne pas encore" });
    expect(row("Micro")).toHaveTextContent("Le navigateur ne laisse pas ce site utiliser le micro.");
    expect(row("Relais par UDP (TURN)")).toHaveTextContent("C’est sans conséquence si un autre chemin fonctionne.");
    expect(row("Débit de la ligne")).toHaveTextContent("4,2 Mbit/s");
  });

  it("stops when told to", async () => {
    const stopped = vi.fn();
    Object.assign(realProbes, { devices: () => ({ start: () => new Promise(() => undefined), stop: stopped }) });
    show();
    await userEvent.click(screen.getByRole("button", { name: "Start the check" }));
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(stopped).toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Start the check" })).toBeVisible();
  });
});

describe("the check of a session", () => {
  const session = { meetingId: "abc-defg-hjk", passcode: "s3cret", sessionId: null };
  const preview = { session: { title: "Fractions", teacher_name: "Marie Curie" }, entry: "lobby" };
  const PREVIEW = "/api/rooms/abc-defg-hjk/preview";
  const CHECKS = "/api/rooms/abc-defg-hjk/checks";

  it("asks for a name, and tells the teacher the result once", async () => {
    Object.assign(answers, { [PREVIEW]: preview, [CHECKS]: {} });
    show(session);
    await userEvent.click(await screen.findByRole("button", { name: "Start the check" }));
    expect(screen.getByText("Please write your name, so that Marie Curie knows whose result it is.")).toBeVisible();
    await userEvent.type(screen.getByLabelText("Your name"), "Nina");
    await run();
    await screen.findByText("Marie Curie can see this result.");
    const reports = asked.filter(({ path }) => path === CHECKS);
    expect(reports).toHaveLength(1);
    expect(reports[0]?.body).toMatchObject({ passcode: "s3cret", name: "Nina", verdict: "not_ready", rate: server });
    expect((reports[0]?.body as { steps: object[] }).steps).toContainEqual({
      step: "microphone",
      outcome: "failed",
      reason: "denied",
    });
  });

  it("says that the result was not sent, and sends it again", async () => {
    Object.assign(answers, { [PREVIEW]: preview });
    show(session);
    await userEvent.type(await screen.findByLabelText("Your name"), "Nina");
    await run();
    const again = await screen.findByRole("button", { name: "Send again" });
    answers[CHECKS] = {};
    await userEvent.click(again);
    await screen.findByText("Marie Curie can see this result.");
  });

  it("says that a link without its passcode tells nobody", async () => {
    show({ ...session, passcode: null });
    expect(screen.getByText(/^This link came without its passcode/)).toBeVisible();
    await run();
    await screen.findByRole("heading", { name: "Something does not work yet" });
    expect(asked.map(({ path }) => path)).toEqual(["/api/check"]);
  });
});
