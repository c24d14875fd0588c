import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense, useEffect } from "react";

import { currentAuth, subscribeAuth } from "@/api/auth";
import { changeLanguage } from "@/i18n/i18n";

import { router } from "./router";

const SendingNotice = lazy(() => import("./SendingNotice"));

export function App() {
  useProfileLanguage();
  return (
    <StrictMode>
      <RouterProvider router={router} />
      <Suspense>
        <SendingNotice />
      </Suspense>
    </StrictMode>
  );
}

/** Whoever signs in brings their language along. */
function useProfileLanguage() {
  useEffect(() => {
    let known = currentAuth().user?.language;
    if (known) void changeLanguage(known);
    return subscribeAuth(() => {
      const now = currentAuth().user?.language;
      if (now && now !== known) void changeLanguage(now);
      known = now;
    });
  }, []);
}
