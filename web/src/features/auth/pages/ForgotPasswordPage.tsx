import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";

import { askForReset } from "../api";
import { collect, missingEmail } from "../checks";
import { OutboxHint } from "../components/OutboxHint";

export function ForgotPasswordPage() {
  const { t } = useTranslation(["auth", "common"]);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: { email: "" },
    check: ({ email }) => collect({ email: missingEmail(email, t) }),
    submit: async ({ email }) => {
      await askForReset(email.trim());
      setAskedFor(email.trim());
    },
  });
  return (
    <Page width="narrow">
      <PageHeading title={t("forgot.title")}>{t("forgot.title")}</PageHeading>
      {askedFor === null ? (
        <form noValidate onSubmit={onSubmit} className="mt-4 flex flex-col gap-5">
          <p className="mb-2 text-lg text-quiet">{t("forgot.text")}</p>
          {problem && <ProblemNotice problem={problem} />}
          <Field label={t("email")} error={errors.email}>
            {(control) => (
              <TextInput
                {...control}
                type="email"
                autoComplete="username"
                value={values.email}
                onChange={(event) => edit({ email: event.target.value })}
              />
            )}
          </Field>
          <Button type="submit" size="large" busy={busy && t("forgot.busy")}>
            {t("forgot.submit")}
          </Button>
        </form>
      ) : (
        <div role="status" className="mt-4 text-lg">
          <p>{t("forgot.sent", { email: askedFor })}</p>
          <OutboxHint />
        </div>
      )}
      <Link to="/login" className="link mt-6 inline-block py-2">
        {t("backToLogin")}
      </Link>
    </Page>
  );
}
