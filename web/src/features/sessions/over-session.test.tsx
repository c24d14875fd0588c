import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { beforeAll, expect, it, vi } from "vitest";

import type { Recording, Session } from "@/api/types";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { SessionPage } from "./pages/SessionPage";

const SESSION = {
  id: "lesson",
  title: "Fractions",
  status: "ended",
  starts_at: "2026-11-20T10:00:00Z",
  ends_at: "2026-11-20T11:00:00Z",
  timezone: "Europe/Paris",
  teacher: { id: "marie", name: "Marie" },
  students: [],
  capacity: 1,
  recording: "automatic",
  may: {},
} as unknown as Session;

vi.mock("@tanstack/react-router", () => ({
  Link: ({ children, className }: { children: React.ReactNode; className?: string }) => (
    <a href="#there" className={className}>
      {children}
    </a>
  ),
  useParams: () => ({ sessionId: "lesson" }),
  useNavigate: () => () => undefined,
}));
vi.mock("@/api/auth", async (original) => ({ ...(await original<object>()), useUser: () => ({ id: "marie", name: "Marie" }) }));
vi.mock("./chat/LazySessionChat", () => ({ SessionChat: () => null }));
vi.mock("./components/History", () => ({ History: () => null }));
vi.mock("./components/When", () => ({ When: () => <p>When it was</p> }));
vi.mock("./components/ConnectionChecks", () => ({ ConnectionChecks: () => null }));

beforeAll(async () => {
  await startI18n();
  await loadTexts("sessions");
  await changeLanguage("en");
});

/** Everything that can be pressed on the page of a session that is over, from the top to the bottom. */
async function actions(recording: Partial<Recording> | null): Promise<HTMLElement[]> {
  vi.stubGlobal("fetch", async (request: Request) => {
    if (!request.url.endsWith("/recording")) return Response.json(SESSION);
    return recording === null ? Response.json({ title: "", status: 404, code: "not_found", detail: "" }, { status: 404 }) : Response.json(recording);
  });
  const { container } = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionPage />
    </QueryClientProvider>,
  );
  await screen.findByRole("link", { name: "Plan the next one" });
  await vi.waitFor(() => expect(container.querySelector(".animate-breathe")).toBeNull());
  return screen.getAllByRole("link").slice(1);
}
const isMain = (link: HTMLElement) => link.classList.contains("bg-accent");

it("offers its replay first, and before all else", async () => {
  const links = await actions({ id: "kept", state: "ready", duration_ms: 3_000_000 });
  expect(links.map(({ textContent }) => textContent)[0]).toBe("Watch the replay");
  expect(links.filter(isMain)).toEqual([links[0]]);
  const when = screen.getByText("When it was");
  expect(links[0]!.compareDocumentPosition(when) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it("offers the next lesson where nothing was recorded", async () => {
  const links = await actions(null);
  expect(links.filter(isMain).map(({ textContent }) => textContent)).toEqual(["Plan the next one"]);
});
