import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

import { useAuth } from "@/api/auth";

import { PendingPage } from "./PendingPage";

/** Keeps pages from being drawn without a user when the sign-in ends under them: in another tab, or by its age. */
export function SignedInOnly() {
  const { user } = useAuth();
  const router = useRouter();
  useEffect(() => {
    // Asks the routes again whether one may be here, which leads to the login page and back.
    if (!user) void router.invalidate();
  }, [user, router]);
  return user ? <Outlet /> : <PendingPage />;
}
