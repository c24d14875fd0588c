import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { PageHeading } from "@/ui/PageHeading";
import { TextInput } from "@/ui/inputs";

import { focusOn, textOf } from "../form";
import { Frame } from "./Frame";

/** For a link that came without its passcode. */
export function PasscodeForm({ onPasscode }: { onPasscode: (passcode: string) => void }) {
  const { t } = useTranslation("room");
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const passcode = textOf(event.currentTarget, "passcode");
    setMissing(passcode === "");
    if (passcode === "") focusOn(event.currentTarget, "passcode");
    else onPasscode(passcode);
  }

  return (
    <Frame>
      <form noValidate onSubmit={submit} className="flex flex-col gap-5">
        <PageHeading title={t("passcode.heading")}>{t("passcode.heading")}</PageHeading>
        <Field
          label={t("passcode.label")}
          help={t("passcode.help")}
          error={missing ? t("passcode.missing") : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              name="passcode"
              className="font-mono"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={100}
              onChange={() => setMissing(false)}
            />
          )}
        </Field>
        <Button type="submit" size="large">
          {t("passcode.go")}
        </Button>
      </form>
    </Frame>
  );
}
