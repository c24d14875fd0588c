import { lazy, StrictMode, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { LandingPage } from "@/features/landing/pages/LandingPage";
import { loadTexts } from "@/i18n/i18n";
import { buttonClass } from "@/ui/Button";
import { Wordmark } from "@/ui/Logo";

import { Frame } from "./Frame";
import { LanguageSwitch } from "./LanguageSwitch";

const SendingNotice = lazy(() => import("./SendingNotice"));

export const loadFrontDoorTexts = () => loadTexts("landing");

/** The landing page for somebody who is not signed in: no router, no queries, half the code. */
export function FrontDoor() {
  const { t } = useTranslation();
  useEffect(() => {
    // What every other page needs arrives while this one is read.
    const timer = setTimeout(() => void import("./App"), 2_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <StrictMode>
      <Frame
        header={
          <>
            <a href="/" aria-label={t("nav.home")} className="rounded-card py-1.5">
              <Wordmark />
            </a>
            <div className="ml-auto flex items-center gap-1 sm:gap-2">
              <LanguageSwitch />
              <a href="/login" className={buttonClass({ variant: "quiet", className: "whitespace-nowrap max-sm:px-3" })}>
                {t("nav.signIn")}
              </a>
            </div>
          </>
        }
      >
        <LandingPage />
      </Frame>
      <Suspense>
        <SendingNotice />
      </Suspense>
    </StrictMode>
  );
}
