import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteSound } from "@/call/autoplay";
import type { Device, DeviceProblem } from "@/call/devices";
import type { LocalMedia, LocalMediaState } from "@/call/local-media";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";

interface DeviceChoiceProps {
  media: LocalMedia;
  sound: RemoteSound;
  state: LocalMediaState;
}

/** Which microphone, camera and, where the browser allows it, speaker. */
export function DeviceChoice({ media, sound, state }: DeviceChoiceProps) {
  const { devices, microphone, camera } = state;
  const [speakerId, setSpeakerId] = useState(sound.speakerId);
  return (
    <div className="flex flex-col gap-4">
      <DeviceSelect
        kind="microphone"
        devices={devices.microphones}
        chosen={microphone.deviceId}
        isHidden={isHidden(microphone.problem)}
        onChoose={(id) => void media.switchDevice("microphone", id)}
      />
      <DeviceSelect
        kind="camera"
        devices={devices.cameras}
        chosen={camera.deviceId}
        isHidden={isHidden(camera.problem)}
        onChoose={(id) => void media.switchDevice("camera", id)}
      />
      {devices.speakers.length > 1 && (
        <DeviceSelect
          kind="speaker"
          devices={devices.speakers}
          chosen={speakerId}
          onChoose={(id) => {
            setSpeakerId(id);
            void sound.useSpeaker(id);
          }}
        />
      )}
    </div>
  );
}

/** Without permission browsers do not tell which devices there are. */
function isHidden(problem: DeviceProblem | null): boolean {
  return problem === "denied" || problem === "denied-by-system" || problem === "dismissed";
}

interface DeviceSelectProps {
  kind: "microphone" | "camera" | "speaker";
  devices: readonly Device[];
  chosen: string | null;
  isHidden?: boolean;
  onChoose: (id: string) => void;
}

function DeviceSelect({ kind, devices, chosen, isHidden = false, onChoose }: DeviceSelectProps) {
  const { t } = useTranslation("room");
  const name = t(`devices.${kind}`);
  const options = devices.map(({ id, label }, index) => ({
    value: id,
    label: label || t("devices.numbered", { kind: name, number: index + 1 }),
  }));
  const known = options.some(({ value }) => value === chosen);
  return (
    <Field label={name}>
      {(control) =>
        options.length === 0 ? (
          <p id={control.id} className="text-quiet">
            {t(isHidden ? "devices.hidden" : "devices.nothing")}
          </p>
        ) : (
          <Select
            {...control}
            value={known && chosen !== null ? chosen : (options[0]?.value ?? "")}
            options={options}
            onChange={onChoose}
          />
        )
      }
    </Field>
  );
}
