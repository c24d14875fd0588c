import type { TFunction } from "i18next";

import type { Option } from "@/ui/Select";

/** For how long a recording is kept: as before, until somebody deletes it, or so many days after its session. */
export type Keep = "as-it-is" | "for-ever" | "30" | "90" | "365";

const DAYS = ["30", "90", "365"] as const;

export function keepOptions(t: TFunction<["replay", "common"]>, asItIs: string, isForEver: boolean): Option<Keep>[] {
  return [
    { value: "as-it-is", label: asItIs },
    ...DAYS.map((days) => ({ value: days, label: t("manage.keep.days", { count: Number(days) }) })),
    ...(isForEver ? [] : [{ value: "for-ever" as const, label: t("manage.keep.forEver") }]),
  ];
}
