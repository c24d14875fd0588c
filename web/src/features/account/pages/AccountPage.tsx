import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";

import { EmailStatus } from "../components/EmailStatus";
import { PasswordForm } from "../components/PasswordForm";
import { ProfileForm } from "../components/ProfileForm";

export function AccountPage() {
  const { t } = useTranslation("account");
  const user = useUser();
  return (
    <Page>
      <PageHeading title={t("title")}>{t("title")}</PageHeading>
      <div className="mt-10 flex flex-col gap-12">
        <Part id="profile" title={t("profile")}>
          {/* Made anew when the profile changes elsewhere, such as by the language switch. */}
          <ProfileForm key={`${user.id} ${user.language}`} />
        </Part>
        <Part id="email" title={t("email")}>
          <EmailStatus />
        </Part>
        <Part id="password" title={t("password")}>
          <PasswordForm />
        </Part>
      </div>
    </Page>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={`${id}-heading`}
      className="grid gap-x-10 gap-y-5 border-t border-line pt-6 sm:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <h2 id={`${id}-heading`} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
