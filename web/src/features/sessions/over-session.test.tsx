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
vi.mock("@/api/auth", () => ({ useUser: () => ({ id: "marie", name: "Marie" }) }));
vi.mock("./chat/LazySessionChat", () => ({ SessionChat: () => null }));
vi.mock("./components/History", () => ({ History: () => null }));
vi.mock("./components/When", () => ({ When: () => <p>When it was</p> }));
vi.mock("./components/ConnectionChecks", () => ({ ConnectionChecks: () => null }));
