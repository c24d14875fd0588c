import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { PasswordInput, TextInput } from "@/ui/inputs";

import { login } from "../api";
import { collect, missingEmail, missingPassword } from "../checks";

export function LoginPage() {
  const { t } = useTranslation(["auth", "common"]);
  const { next } = useSearch({ strict: false });
  const { history } = useRouter();
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: { email: "", password: "" },
    check: ({ email, password }) => collect({ email: missingEmail(email, t), password: missingPassword(password, t) }),
    submit: async ({ email, password }) => {
      await login({ email: email.trim(), password });
      history.push(next ?? "/dashboard");
    },
  });
  return (
    <Page width="narrow">
      <PageHeading title={t("login.title")}>{t("login.title")}</PageHeading>
      <form noValidate onSubmit={onSubmit} className="mt-8 flex flex-col gap-5">
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
        <Field label={t("password")} error={errors.password}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="current-password"
              value={values.password}
              onChange={(event) => edit({ password: event.target.value })}
            />
          )}
        </Field>
        <Button type="submit" size="large" busy={busy && t("login.busy")}>
          {t("login.submit")}
        </Button>
      </form>
      <div className="mt-6 flex flex-col items-start gap-1">
        <Link to="/forgot-password" className="link py-2">
          {t("login.forgot")}
        </Link>
        <p className="py-2 text-quiet">
          {t("login.newHere")}{" "}
          <Link to="/register" search={next ? { next } : {}} className="link">
            {t("login.register")}
          </Link>
        </p>
      </div>
    </Page>
  );
}
