import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteSound } from "@/call/autoplay";
import type { Device } from "@/call/devices";
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
        onChoose={(id) => void media.switchDevice("microphone", id)}
      />
      <DeviceSelect
        kind="camera"
        devices={devices.cameras}
        chosen={camera.deviceId}
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

interface DeviceSelectProps {
  kind: "microphone" | "camera" | "speaker";
  devices: readonly Device[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function DeviceSelect({ kind, devices, chosen, onChoose }: DeviceSelectProps) {
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
            {t("devices.nothing")}
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
