import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, buttonClass } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { PasswordInput } from "@/ui/inputs";

import { resetPassword } from "../api";
import { collect, shortPassword } from "../checks";
import { useMailedToken } from "../useMailedToken";

export function ResetPasswordPage() {
  const { t } = useTranslation(["auth", "common"]);
  const token = useMailedToken();
  const [done, setDone] = useState(false);
  return (
    <Page width="narrow">
      <PageHeading title={t("reset.title")}>{t("reset.title")}</PageHeading>
      {done ? (
        <div role="status" className="mt-4">
          <p className="mb-8 text-lg">{t("reset.done")}</p>
          <Link to="/login" className={buttonClass({ size: "large" })}>
            {t("login.submit")}
          </Link>
        </div>
      ) : token === null ? (
        <div className="mt-4">
          <p className="mb-8 text-lg text-quiet">{t("reset.noToken")}</p>
          <Link to="/forgot-password" className={buttonClass()}>
            {t("reset.again")}
          </Link>
        </div>
      ) : (
        <ResetForm token={token} onDone={() => setDone(true)} />
      )}
    </Page>
  );
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation(["auth", "common"]);
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: { new_password: "" },
    check: ({ new_password }) => collect({ new_password: shortPassword(new_password, t) }),
    submit: async ({ new_password }) => {
      await resetPassword(token, new_password);
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-8 flex flex-col gap-5">
      {problem && <ProblemNotice problem={problem} />}
      {problem?.code === "link_expired" && (
        <Link to="/forgot-password" className="link self-start py-2">
          {t("reset.again")}
        </Link>
      )}
      <Field label={t("newPassword")} help={t("passwordHelp")} error={errors.new_password}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            value={values.new_password}
            onChange={(event) => edit({ new_password: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" size="large" busy={busy && t("common:saving")}>
        {t("reset.submit")}
      </Button>
    </form>
  );
}
