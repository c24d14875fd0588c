import { formatPlainTime } from "@/i18n/dates";

import { Combobox } from "./Combobox";
import type { ControlProps } from "./Field";
import { parseTime } from "./time";

interface TimeFieldProps extends ControlProps {
  /** `14:30` */
  value: string;
  onChange: (time: string) => void;
}

const QUARTERS = Array.from({ length: 96 }, (_, index) => {
  const hour = String(Math.floor(index / 4)).padStart(2, "0");
  return `${hour}:${String((index % 4) * 15).padStart(2, "0")}`;
});

/** Type any time ("14:30", "2:30 pm", "14h30", "9") or choose a quarter of an hour. */
export function TimeField({ value, onChange, ...control }: TimeFieldProps) {
  return (
    <Combobox
      {...control}
      value={value}
      onChange={onChange}
      options={QUARTERS.map((time) => ({ value: time, label: formatPlainTime(time) }))}
      parse={parseTime}
      format={formatPlainTime}
      filter={false}
    />
  );
}
