import { Link } from "@tanstack/react-router";
import { Suspense, lazy } from "react";
import { useTranslation } from "react-i18next";

import { useAuth } from "@/api/auth";
import { Avatar } from "@/ui/Avatar";
import { buttonClass } from "@/ui/Button";
import { Wordmark } from "@/ui/Logo";
import { cx } from "@/ui/cx";

import { LanguageSwitch } from "./LanguageSwitch";

/** The menu's positioning code is heavy and only the signed-in need it. */
const AccountMenu = lazy(() => import("./AccountMenu"));

export function Header() {
  const { t } = useTranslation();
  const { status, user } = useAuth();
  return (
    <>
      <Link to="/" aria-label={t("nav.home")} className="shrink-0 rounded-card py-1.5">
        <Wordmark short={user !== null} />
      </Link>
      {user && (
        // On a phone a row of its own: three names do not fit beside the rest, least of all in French.
        <nav aria-label={t("nav.label")} className="flex items-center max-sm:order-last max-sm:-mx-2 max-sm:w-[calc(100%+1rem)] max-sm:justify-between sm:ml-4">
          <NavLink to="/dashboard">{t("nav.dashboard")}</NavLink>
          <NavLink to="/sessions">{t("nav.sessions")}</NavLink>
          <NavLink to="/recordings">{t("nav.recordings")}</NavLink>
        </nav>
      )}
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        <LanguageSwitch className={cx(user && "max-sm:hidden")} />
        {status === "anonymous" && (
          <Link to="/login" className={buttonClass({ variant: "quiet", className: "whitespace-nowrap max-sm:px-3" })}>
            {t("nav.signIn")}
          </Link>
        )}
        {user && (
          <Suspense fallback={<Avatar name={user.name} className="m-1" />}>
            <AccountMenu user={user} />
          </Suspense>
        )}
      </div>
    </>
  );
}

interface NavLinkProps {
  to: "/dashboard" | "/sessions" | "/recordings";
  children: string;
}

function NavLink({ to, children }: NavLinkProps) {
  return (
    <Link
      to={to}
      className="relative flex min-h-11 items-center rounded-card px-3 font-semibold transition-colors max-sm:px-2 max-[22rem]:text-sm"
      inactiveProps={{ className: "text-quiet hover:text-ink" }}
      // A chalk line under the page one is on.
      activeProps={{
        className: "text-ink after:absolute after:inset-x-3 max-sm:after:inset-x-2 after:bottom-1.5 after:h-0.5 after:rounded-full after:bg-accent",
      }}
    >
      {children}
    </Link>
  );
}
