import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import type { CheckState } from "@/call/check/connection-check";
import type { StepName } from "@/call/check/findings";
import { formatList } from "@/i18n/numbers";

import type { RunningCheck } from "../useConnectionCheck";
import { Figures } from "./Figures";
import { StepRow } from "./StepRow";
import { CameraTrial, MicrophoneTrial, RateTrial, SpeakerTrial } from "./Trials";

const CONNECTION = [
  "signalling",
  "stun",
  "relay_udp",
  "relay_tcp",
  "relay_tls",
  "rate",
] as const satisfies StepName[];

/** Everything that is tried, in two lists. */
export function Steps({ check }: { check: RunningCheck }) {
  const { t } = useTranslation("check");
  const { state } = check;
  const untried = CONNECTION.filter((step) => isUntried(state, step));
  return (
    <>
      <Group title={t("devices")}>
        <StepRow step="browser" state={state.steps.browser} roundTrip={null} />
        <StepRow step="microphone" state={state.steps.microphone} roundTrip={null}>
          <MicrophoneTrial state={state} />
        </StepRow>
        <StepRow step="camera" state={state.steps.camera} roundTrip={null}>
          <CameraTrial state={state} />
        </StepRow>
        <StepRow step="speaker" state={state.steps.speaker} roundTrip={null}>
          <SpeakerTrial check={check} />
        </StepRow>
      </Group>
      <Group title={t("connection")}>
        {CONNECTION.filter((step) => !isUntried(state, step)).map((step) => (
          <StepRow key={step} step={step} state={state.steps[step]} roundTrip={state.roundTrip}>
            {step === "rate" && <RateTrial state={state} />}
            {step === "rate" && state.rate && <Figures rate={state.rate} />}
          </StepRow>
        ))}
      </Group>
      {untried.length > 0 && (
        <p className="text-sm text-quiet">
          {t("notTried", { count: untried.length, ways: formatList(untried.map((step) => t(`step.${step}`))) })}
        </p>
      )}
    </>
  );
}

/** The server offers no such way: nothing that the person could mend. */
function isUntried(state: CheckState, step: StepName): boolean {
  return state.steps[step].finding?.reason === "not-configured";
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <ul className="divide-y divide-line">{children}</ul>
    </section>
  );
}
