import { useTranslation } from "react-i18next";

import { rememberPasscode } from "@/api/passcodes";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";

import { type MeetingCode, readLink, tidyCode } from "../meeting-code";

/** Meeting id and passcode, as they were read out; pasting the whole link fills both. */
export function JoinForm() {
  const { t } = useTranslation(["landing", "common"]);
  const { values, errors, problem, busy, edit, onSubmit } = useForm<MeetingCode>({
    initial: { meetingId: "", passcode: "" },
    check: ({ meetingId, passcode }) => ({
      ...(meetingId.trim() === "" && { meetingId: t("join.missingId") }),
      ...(passcode.trim() === "" && { passcode: t("join.missingPasscode") }),
    }),
    submit: async (typed) => {
      const meetingId = tidyCode(typed.meetingId);
      const passcode = tidyCode(typed.passcode);
      // Asking here keeps a mistyped code beside the fields where it can be mended.
      const { previewRoom } = await import("../preview-room");
      await previewRoom(meetingId, passcode);
      rememberPasscode(meetingId, passcode);
      // A plain load: the landing page runs without the router.
      window.location.assign(`/video-room/${encodeURIComponent(meetingId)}`);
    },
  });

  /** Some phone keyboards insert what was copied without a paste event: every way of typing looks for a link. */
  function take(part: Partial<MeetingCode>) {
    edit(readLink(Object.values(part).join("")) ?? part);
  }

  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      {problem && <ProblemNotice problem={problem} />}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("join.meetingId")} error={errors.meetingId}>
          {(control) => (
            <TextInput
              {...control}
              className="font-mono"
              placeholder="abc-defg-hjk"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={values.meetingId}
              onChange={(event) => take({ meetingId: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("join.passcode")} error={errors.passcode}>
          {(control) => (
            <TextInput
              {...control}
              className="font-mono"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={values.passcode}
              onChange={(event) => take({ passcode: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" size="large" busy={busy && t("join.busy")} className="max-sm:w-full">
          {t("join.submit")}
        </Button>
        <p className="text-sm text-quiet">{t("join.help")}</p>
      </div>
    </form>
  );
}
