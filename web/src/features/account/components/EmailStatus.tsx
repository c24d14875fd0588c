import { useMutation } from "@tanstack/react-query";
import { MailCheck, MailWarning } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { Button } from "@/ui/Button";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { resendConfirmation } from "../api";

export function EmailStatus() {
  const { t } = useTranslation("account");
  const user = useUser();
  const resend = useMutation({ mutationFn: resendConfirmation });
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="font-semibold break-all">{user.email}</p>
      {user.email_confirmed ? (
        <p className="flex items-center gap-2 text-quiet">
          <MailCheck size={20} className="shrink-0 text-accent" aria-hidden />
          {t("emailConfirmed")}
        </p>
      ) : (
        <>
          <p className="flex items-center gap-2 text-quiet">
            <MailWarning size={20} className="shrink-0" aria-hidden />
            {t("emailUnconfirmed")}
          </p>
          {resend.isSuccess ? (
            <p role="status">{t("resent")}</p>
          ) : (
            <Button variant="secondary" busy={resend.isPending && t("resending")} onClick={() => resend.mutate()}>
              {t("resend")}
            </Button>
          )}
          {resend.isError && <ProblemNotice problem={asProblem(resend.error)} />}
        </>
      )}
    </div>
  );
}
