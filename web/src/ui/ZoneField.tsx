import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { formatZone, zoneCity, zoneOffset } from "@/i18n/dates";

import { Combobox } from "./Combobox";
import type { ControlProps } from "./Field";
import { useMinute } from "./now";

interface ZoneFieldProps extends ControlProps {
  value: string;
  onChange: (zone: string) => void;
}

/** Every IANA time zone, found by city. */
export function ZoneField({ value, onChange, ...control }: ZoneFieldProps) {
  const { t } = useTranslation();
  const now = useMinute();
  const options = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", value]);
    return [...zones]
      .map((zone) => ({ value: zone, label: zoneCity(zone), hint: zoneOffset(zone, now) }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [value, now]);
  return (
    <Combobox
      {...control}
      value={value}
      onChange={onChange}
      options={options}
      format={(zone) => formatZone(zone, now)}
      nothingFound={t("zone.nothing")}
    />
  );
}
