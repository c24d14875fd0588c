import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { currentAuth, restore } from "@/api/auth";
import { sharedLink, takeSharedLink } from "@/api/shared-link";
import { Arriving } from "@/features/replay/components/Arriving";
import { loadTexts } from "@/i18n/i18n";
import { expectNewPage } from "@/ui/PageHeading";

import { NotFoundPage } from "./NotFoundPage";
import { PendingPage, SlatePendingPage } from "./PendingPage";
import { RouteError } from "./RouteError";
import { Shell } from "./Shell";
import { SignedInOnly } from "./SignedInOnly";
import { readAfter, readListFilter, readMoment, readNext, readPlace, readSearch, readSessionId } from "./search";

const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: RouteError });

const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: "shell", component: Shell });

const landingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: async () => {
    if ((await restore()).status === "signed-in") throw redirect({ to: "/dashboard", replace: true });
  },
  loader: () => loadTexts("landing"),
  component: lazyRouteComponent(() => import("@/features/landing/pages/LandingPage"), "LandingPage"),
});

/** Everything but the landing page reads through TanStack Query. */
const dataRoute = createRoute({
  getParentRoute: () => shellRoute,
  id: "data",
  component: lazyRouteComponent(() => import("./DataLayout")),
});

const joinRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/join",
  loader: () => loadTexts("landing"),
  component: lazyRouteComponent(() => import("@/features/landing/pages/JoinPage"), "JoinPage"),
});

const authTexts = () => loadTexts("auth");

/** Where a signed-in person has nothing to do. */
async function strangersOnly({ search }: { search: { next?: string } }) {
  if ((await restore()).status === "signed-in") throw redirect({ href: search.next ?? "/dashboard", replace: true });
}

const loginRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/login",
  validateSearch: readNext,
  beforeLoad: strangersOnly,
  loader: authTexts,
  component: lazyRouteComponent(() => import("@/features/auth/pages/LoginPage"), "LoginPage"),
});

const registerRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/register",
  validateSearch: readNext,
  beforeLoad: strangersOnly,
  loader: authTexts,
  component: lazyRouteComponent(() => import("@/features/auth/pages/RegisterPage"), "RegisterPage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/forgot-password",
  loader: authTexts,
  component: lazyRouteComponent(() => import("@/features/auth/pages/ForgotPasswordPage"), "ForgotPasswordPage"),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/reset-password",
  loader: authTexts,
  component: lazyRouteComponent(() => import("@/features/auth/pages/ResetPasswordPage"), "ResetPasswordPage"),
});

const confirmEmailRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/confirm-email",
  loader: authTexts,
  component: lazyRouteComponent(() => import("@/features/auth/pages/ConfirmEmailPage"), "ConfirmEmailPage"),
});

async function signedInOnly({ location }: { location: { href: string } }) {
  if ((await restore()).status !== "signed-in") {
    throw redirect({ to: "/login", search: { next: location.href }, replace: true });
  }
}

/** A recording opens also for those to whom its teacher gave a link. */
async function signedInOrShared({ location }: { location: { href: string; pathname: string } }) {
  const recordingId = location.pathname.split("/").at(-1) ?? "";
  takeSharedLink(recordingId);
  if (sharedLink(recordingId) === null) await signedInOnly({ location });
  else await restore();
}

const signedInRoute = createRoute({
  getParentRoute: () => dataRoute,
  id: "signed-in",
  beforeLoad: signedInOnly,
  component: SignedInOnly,
});

const sessionTexts = () => loadTexts("sessions");

const dashboardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/dashboard",
  loader: sessionTexts,
  component: lazyRouteComponent(() => import("@/features/sessions/pages/DashboardPage"), "DashboardPage"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions",
  validateSearch: readListFilter,
  loader: sessionTexts,
  component: lazyRouteComponent(() => import("@/features/sessions/pages/SessionsPage"), "SessionsPage"),
});

const newSessionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions/new",
  validateSearch: readAfter,
  beforeLoad: () => {
    if (currentAuth().user?.role !== "teacher") throw redirect({ to: "/sessions", replace: true });
  },
  loader: sessionTexts,
  component: lazyRouteComponent(() => import("@/features/sessions/pages/NewSessionPage"), "NewSessionPage"),
});

const sessionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions/$sessionId",
  loader: () => loadTexts(["sessions", "check"]),
  component: lazyRouteComponent(() => import("@/features/sessions/pages/SessionPage"), "SessionPage"),
});

const boardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions/$sessionId/board",
  validateSearch: readPlace,
  loader: () => loadTexts("board"),
  component: lazyRouteComponent(() => import("@/features/sessions/pages/BoardPage"), "BoardPage"),
});

const editSessionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions/$sessionId/edit",
  loader: sessionTexts,
  component: lazyRouteComponent(() => import("@/features/sessions/pages/EditSessionPage"), "EditSessionPage"),
});

const sessionCodeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sessions/$sessionId/code",
  validateSearch: readPlace,
  loader: () => loadTexts(["sessions", "code"]),
  component: lazyRouteComponent(() => import("@/features/sessions/pages/SessionCodePage"), "SessionCodePage"),
});

const recordingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/recordings",
  validateSearch: readSearch,
  loader: () => loadTexts("replay"),
  component: lazyRouteComponent(() => import("@/features/replay/pages/RecordingsPage"), "RecordingsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/account",
  loader: () => loadTexts("account"),
  component: lazyRouteComponent(() => import("@/features/account/pages/AccountPage"), "AccountPage"),
});

const outboxTexts = () => loadTexts("outbox");

// Anyone may open these: in demo mode the server shows the outbox to strangers too, and elsewhere it says no itself.
const outboxRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/outbox",
  loader: outboxTexts,
  component: lazyRouteComponent(() => import("@/features/outbox/pages/OutboxPage"), "OutboxPage"),
});

const mailRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/outbox/$mailId",
  loader: outboxTexts,
  component: lazyRouteComponent(() => import("@/features/outbox/pages/MailPage"), "MailPage"),
});

const checkTexts = () => loadTexts("check");

const checkRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/check",
  loader: checkTexts,
  component: lazyRouteComponent(() => import("./CheckRoute"), "PlainCheckRoute"),
});

const sessionCheckRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: "/check/$meetingId",
  validateSearch: readSessionId,
  beforeLoad: () => restore(),
  loader: checkTexts,
  component: lazyRouteComponent(() => import("./CheckRoute"), "CheckRoute"),
});

/** The room fills the screen, without the shell. */
const roomRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/video-room/$meetingId",
  validateSearch: readSessionId,
  beforeLoad: () => restore(),
  loader: () => loadTexts(["room", "stage", "people", "privacy", "recording"]),
  pendingComponent: SlatePendingPage,
  component: lazyRouteComponent(() => import("./RoomRoute"), "RoomRoute"),
});

/** Like the room, a replay fills the screen; unlike it, it reads through TanStack Query. */
const replayDataRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "replay-data",
  beforeLoad: signedInOrShared,
  pendingComponent: Arriving,
  component: lazyRouteComponent(() => import("./DataLayout")),
});

const replayRoute = createRoute({
  getParentRoute: () => replayDataRoute,
  path: "/replay/$recordingId",
  validateSearch: readMoment,
  loader: () => loadTexts(["replay", "chat"]),
  pendingComponent: Arriving,
  component: lazyRouteComponent(() => import("./ReplayRoute"), "ReplayRoute"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    shellRoute.addChildren([
      landingRoute,
      dataRoute.addChildren([
        joinRoute,
        loginRoute,
        registerRoute,
        forgotPasswordRoute,
        resetPasswordRoute,
        confirmEmailRoute,
        outboxRoute,
        mailRoute,
        checkRoute,
        sessionCheckRoute,
        signedInRoute.addChildren([
          dashboardRoute,
          sessionsRoute,
          newSessionRoute,
          sessionRoute,
          boardRoute,
          editSessionRoute,
          sessionCodeRoute,
          recordingsRoute,
          accountRoute,
        ]),
      ]),
    ]),
    roomRoute,
    replayDataRoute.addChildren([replayRoute]),
  ]),
  defaultPreload: "intent",
  defaultPendingMs: 300,
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
});

router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) expectNewPage();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
