import type { TFunction } from "i18next";

import type { Session } from "@/api/types";
import { locale } from "@/i18n/language";

/** Who is on the other side, as one line: the students for the teacher, the teacher for everyone else. */
export function people(session: Session, userId: string, t: TFunction<"sessions">): string {
  if (session.teacher.id !== userId) return t("people.with", { name: session.teacher.name });
  const names = session.students.map((student) => student.name);
  if (session.status === "draft") return t("people.draft");
  if (names.length === 0) return t("people.nobody");
  const shown = names.length > 3 ? [...names.slice(0, 2), t("people.more", { count: names.length - 2 })] : names;
  return t("people.with", { name: new Intl.ListFormat(locale(), { type: "conjunction" }).format(shown) });
}
