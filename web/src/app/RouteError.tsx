import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";

export function RouteError({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const problem = asProblem(error);
  const text = problem.code === "network" || isStaleBuild(error) ? t("problem.network") : t("problem.page");
  return (
    <Page>
      <PageHeading title={t("problem.pageTitle")}>{t("problem.pageTitle")}</PageHeading>
      <p role="alert" className="mt-4 mb-8 text-lg text-quiet">
        {problem.message || text}
      </p>
      <Button
        onClick={() => {
          // After an update of the server the old build's files are gone: only a real reload fetches the new one.
          if (isStaleBuild(error)) window.location.reload();
          else void router.invalidate();
        }}
      >
        {t("problem.reload")}
      </Button>
    </Page>
  );
}

function isStaleBuild(error: unknown): boolean {
  return error instanceof TypeError && /module|import/i.test(error.message);
}
