import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { updateUser, useAuth } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { buttonClass } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { confirmEmail } from "../api";
import { useMailedToken } from "../useMailedToken";

export function ConfirmEmailPage() {
  const { t } = useTranslation(["auth", "common"]);
  const token = useMailedToken();
  return (
    <Page width="narrow">
      <PageHeading title={t("confirm.title")}>{t("confirm.title")}</PageHeading>
      <div className="mt-4 flex flex-col items-start gap-8">
        {token === null ? <p className="text-lg text-quiet">{t("confirm.noToken")}</p> : <Outcome token={token} />}
        <Onward />
      </div>
    </Page>
  );
}

function Outcome({ token }: { token: string }) {
  const { t } = useTranslation("auth");
  const { user } = useAuth();
  // A query, not a mutation: the link works once, and a query asks once however often the page is drawn.
  const outcome = useQuery({
    queryKey: ["confirm-email", token],
    queryFn: async () => {
      await confirmEmail(token);
      if (user) updateUser({ ...user, email_confirmed: true });
      return true;
    },
    staleTime: Infinity,
    retry: false,
  });
  if (outcome.isPending) {
    return (
      <p role="status" className="text-lg text-quiet">
        {t("confirm.busy")}
      </p>
    );
  }
  if (outcome.isError) return <ProblemNotice problem={asProblem(outcome.error)} />;
  return (
    <p role="status" className="text-lg">
      {t("confirm.done")}
    </p>
  );
}

function Onward() {
  const { t } = useTranslation(["auth", "common"]);
  const { user } = useAuth();
  return user ? (
    <Link to="/dashboard" className={buttonClass()}>
      {t("confirm.onward")}
    </Link>
  ) : (
    <Link to="/login" className={buttonClass()}>
      {t("login.submit")}
    </Link>
  );
}
