import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Right, Rules } from "@/call/protocol";
import { cx } from "@/ui/cx";
import { FieldGroup } from "@/ui/Field";
import { Switch } from "@/ui/Switch";

import { type Acting, useInTurn } from "./acting";
import { RIGHTS } from "./rights";

/** What the room allows. A switch shows what the server says, and so moves when the server has agreed. */
export function RoomRules({ room, rules }: { room: Acting; rules: Rules }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  const id = useId();
  const inTurn = useInTurn();

  function allow(right: Right, isAllowed: boolean) {
    inTurn(() => {
      const allowed = room.getState().rules.rights;
      const rights = RIGHTS.filter((one) => (one === right ? isAllowed : allowed.includes(one)));
      return room.do("set-rules", { rights });
    });
  }

  return (
    <section aria-labelledby={id} className="border-y border-line py-1">
      <h3 id={id} className="text-sm font-semibold text-quiet">
        <button
          type="button"
          aria-expanded={open}
          className="flex min-h-11 w-full items-center justify-between rounded-small hover:text-ink"
          onClick={() => setOpen(!open)}
        >
          {t("rules.title")}
          <ChevronDown size={20} aria-hidden className={cx("transition-transform", open && "rotate-180")} />
        </button>
      </h3>
      {open && (
        <div className="mt-1 mb-3 flex flex-col gap-4">
          <Switch
            label={t("rules.locked")}
            help={t("rules.lockedHelp")}
            checked={rules.locked}
            onChange={(locked) => void room.do("set-rules", { locked })}
          />
          <Switch
            label={t("rules.joinMuted")}
            help={t("rules.joinMutedHelp")}
            checked={rules.join_muted}
            onChange={(join_muted) => void room.do("set-rules", { join_muted })}
          />
          <FieldGroup legend={t("rules.students")} help={t("rules.studentsHelp")}>
            <div className="flex flex-col gap-4">
              {RIGHTS.map((right) => (
                <Switch
                  key={right}
                  label={t(`right.${right}`)}
                  checked={rules.rights.includes(right)}
                  onChange={(isAllowed) => allow(right, isAllowed)}
                />
              ))}
            </div>
          </FieldGroup>
        </div>
      )}
    </section>
  );
}
