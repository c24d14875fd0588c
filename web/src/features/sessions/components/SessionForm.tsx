import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { serverQuery } from "@/api/server";
import type { RecordingMode } from "@/api/types";
import { formatDuration, formatZone, instantOf, wallTime } from "@/i18n/dates";
import { Segmented } from "@/ui/Choice";
import { DateField } from "@/ui/DateField";
import { Field, FieldGroup } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Switch } from "@/ui/Switch";
import { TimeField } from "@/ui/TimeField";
import { ZoneField } from "@/ui/ZoneField";
import { cx } from "@/ui/cx";
import { useForm } from "@/ui/form";
import { TextInput, Textarea } from "@/ui/inputs";
import { useMinute } from "@/ui/now";

import { DURATIONS, LARGEST_CAPACITY, type SessionDraft } from "../session-form";

interface SessionFormProps {
  initial: SessionDraft;
  submit: (draft: SessionDraft) => Promise<unknown>;
  /** The buttons, which differ between a new session and an old one. */
  actions: (busy: boolean) => ReactNode;
  optionsOpen?: boolean;
  /** What else is asked of this session. */
  children?: ReactNode;
}

/** What matters first: title, day, time, duration. The rest waits behind "More options". */
export function SessionForm({ initial, submit, actions, optionsOpen = false, children }: SessionFormProps) {
  const { t } = useTranslation(["sessions", "common"]);
  const now = useMinute();
  const { data: server } = useQuery(serverQuery);
  const relay = server?.relay ?? "none";
  const most = server ? server.room_limit - 1 : LARGEST_CAPACITY;
  const [showOptions, setShowOptions] = useState(optionsOpen);
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial,
    check: ({ title, capacity }) => {
      const count = Number(capacity);
      const capacityFits = Number.isInteger(count) && count >= 1 && count <= most;
      if (!capacityFits) setShowOptions(true);
      return {
        ...(title.trim() === "" && { title: t("form.missingTitle") }),
        ...(!capacityFits && { capacity: t("form.capacityRange", { most }) }),
      };
    },
    submit,
  });
  const { starts_at, timezone } = values;
  const instant = instantOf(starts_at, timezone);
  const optionsWrong = Boolean(errors.description ?? errors.capacity ?? errors.timezone);

  return (
    <form noValidate onSubmit={onSubmit} className="mt-8 flex flex-col gap-6">
      {problem && <ProblemNotice problem={problem} />}
      <Field label={t("form.title")} error={errors.title}>
        {(control) => (
          <TextInput
            {...control}
            placeholder={t("form.titleExample")}
            maxLength={120}
            autoComplete="off"
            value={values.title}
            onChange={(event) => edit({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-x-4 gap-y-6 sm:grid-cols-[1.4fr_1fr]">
        <Field label={t("form.date")} error={errors.starts_at}>
          {(control) => (
            <DateField
              {...control}
              value={starts_at.date}
              zone={timezone}
              earliest={wallTime(now, timezone).date}
              onChange={(date) => edit({ starts_at: { ...starts_at, date } })}
            />
          )}
        </Field>
        <Field
          label={t("form.time")}
          error={instant ? undefined : t("form.skippedTime")}
          help={instant && formatZone(timezone, instant)}
        >
          {(control) => (
            <TimeField
              {...control}
              value={starts_at.time}
              onChange={(time) => edit({ starts_at: { ...starts_at, time } })}
            />
          )}
        </Field>
      </div>
      <FieldGroup legend={t("form.duration")} error={errors.duration_minutes}>
        <Duration value={values.duration_minutes} onChange={(duration_minutes) => edit({ duration_minutes })} />
      </FieldGroup>
      {children}

      <div>
        <button
          type="button"
          aria-expanded={showOptions || optionsWrong}
          aria-controls="more-options"
          onClick={() => setShowOptions(!showOptions)}
          className="-mx-2 flex min-h-11 items-center gap-2 rounded-card px-2 font-semibold text-accent hover:bg-hover"
        >
          <ChevronDown size={20} aria-hidden className={cx("transition-transform", showOptions && "rotate-180")} />
          {t("form.moreOptions")}
        </button>
        <div id="more-options" hidden={!showOptions && !optionsWrong} className="mt-4">
          <div className="flex flex-col gap-6">
            <Field label={t("form.description")} optional={t("common:optional")} error={errors.description}>
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={5000}
                  value={values.description}
                  onChange={(event) => edit({ description: event.target.value })}
                />
              )}
            </Field>
            <div className="grid gap-x-4 gap-y-6 sm:grid-cols-[1.4fr_1fr]">
              <Field label={t("form.timezone")} help={t("form.timezoneHelp")} error={errors.timezone}>
                {(control) => (
                  <ZoneField {...control} value={timezone} onChange={(zone) => edit({ timezone: zone })} />
                )}
              </Field>
              <Field
                label={t("form.capacity")}
                help={t("form.capacityHelp", { most })}
                error={errors.capacity}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    inputMode="numeric"
                    autoComplete="off"
                    value={values.capacity}
                    onChange={(event) => edit({ capacity: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <Switch
              label={t("form.guests")}
              help={t("form.guestsHelp")}
              checked={values.allow_guests}
              onChange={(allow_guests) => edit({ allow_guests })}
            />
            <Switch
              label={t("form.hideAddresses")}
              help={t(`form.hideAddressesHelp.${relay}`)}
              checked={relay === "always" || (relay === "available" && values.hide_addresses !== false)}
              disabled={relay !== "available"}
              onChange={(hide_addresses) => edit({ hide_addresses })}
            />
            <Recording value={values.recording} isSealed={values.end_to_end} onChange={(recording) => edit({ recording })} />
            <Switch
              label={t("form.endToEnd")}
              help={t("form.endToEndHelp")}
              checked={values.end_to_end}
              onChange={(end_to_end) => edit({ end_to_end })}
            />
          </div>
        </div>
      </div>
      <div className="mt-2 flex flex-wrap gap-3">{actions(busy)}</div>
    </form>
  );
}

const MODES = ["automatic", "on_request", "never"] as const satisfies RecordingMode[];

function Recording({ value, isSealed, onChange }: { value: RecordingMode; isSealed: boolean; onChange: (mode: RecordingMode) => void }) {
  const { t } = useTranslation("sessions");
  const shown = isSealed ? "never" : value;
  return (
    <FieldGroup legend={t("form.recording")} help={t(isSealed ? "form.recordingHelp.sealed" : `form.recordingHelp.${shown}`)}>
      <Segmented
        name="recording"
        value={shown}
        disabled={isSealed}
        onChange={onChange}
        options={MODES.map((mode) => ({ value: mode, label: t(`recording.${mode}`) }))}
      />
    </FieldGroup>
  );
}

function Duration({ value, onChange }: { value: number; onChange: (minutes: number) => void }) {
  const { t } = useTranslation("sessions");
  const [other, setOther] = useState(!DURATIONS.some((minutes) => minutes === value));
  return (
    <div className="flex flex-wrap gap-3">
      <Segmented
        name="duration"
        className="grow"
        value={other ? "other" : String(value)}
        onChange={(chosen) => {
          setOther(chosen === "other");
          if (chosen !== "other") onChange(Number(chosen));
        }}
        options={[
          ...DURATIONS.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes) })),
          { value: "other", label: t("form.otherDuration") },
        ]}
      />
      {other && (
        <label className="flex items-center gap-2">
          <TextInput
            className="w-24! tabular"
            inputMode="numeric"
            autoFocus
            aria-label={t("form.minutes")}
            value={value || ""}
            onChange={(event) => onChange(Number(event.target.value.replace(/\D/g, "")))}
          />
          <span className="text-quiet" aria-hidden>
            min
          </span>
        </label>
      )}
    </div>
  );
}
