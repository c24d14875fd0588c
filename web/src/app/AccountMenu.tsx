import { Link } from "@tanstack/react-router";
import { Languages, LogOut, Mail, Settings, SquareArrowRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { signOut } from "@/api/auth";
import { type Problem, asProblem } from "@/api/problem";
import type { User } from "@/api/types";
import { LANGUAGES, language } from "@/i18n/language";
import { Avatar } from "@/ui/Avatar";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { ProblemText } from "@/ui/ProblemNotice";

import { chooseLanguage } from "./choose-language";

export default function AccountMenu({ user }: { user: User }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem | null>(null);

  function leave(event: Event) {
    // The menu stays, to say so should it fail.
    event.preventDefault();
    setProblem(null);
    signOut().catch((error: unknown) => setProblem(asProblem(error)));
  }

  return (
    <Menu
      trigger={
        <button type="button" aria-label={t("nav.accountMenu", { name: user.name })} className="rounded-full p-1">
          <Avatar name={user.name} />
        </button>
      }
    >
      <div className="px-3 pt-2 pb-2.5">
        <p className="max-w-60 truncate font-semibold">{user.name}</p>
        <p className="text-sm text-quiet">{t(`role.${user.role}`)}</p>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link to="/account">
          <Settings size={20} aria-hidden /> {t("nav.account")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link to="/join">
          <SquareArrowRight size={20} aria-hidden /> {t("nav.join")}
        </Link>
      </MenuItem>
      {user.role === "admin" && (
        <MenuItem asChild>
          <Link to="/outbox">
            <Mail size={20} aria-hidden /> {t("nav.outbox")}
          </Link>
        </MenuItem>
      )}
      {LANGUAGES.filter((each) => each !== language()).map((each) => (
        <MenuItem
          key={each}
          lang={each}
          className="sm:hidden"
          icon={<Languages size={20} aria-hidden />}
          onSelect={() => void chooseLanguage(each)}
        >
          {t(`language.${each}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<LogOut size={20} aria-hidden />} onSelect={leave}>
        {t("nav.signOut")}
      </MenuItem>
      {problem && (
        <div role="alert" className="max-w-60 px-3 pb-2 text-sm text-danger">
          <ProblemText problem={problem} />
        </div>
      )}
    </Menu>
  );
}
