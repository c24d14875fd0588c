import { LayoutPanelTop } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Timeline } from "@/replay/timeline";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/Menu";

import { useNameOf } from "../names";
import { choicesOf, type StageChoice } from "../stage-choice";

interface StageMenuProps {
  timeline: Timeline;
  choice: StageChoice;
  onChoice: (choice: StageChoice) => void;
}

/** What the viewer wants to see large. */
export function StageMenu({ timeline, choice, onChoice }: StageMenuProps) {
  const { t } = useTranslation("replay");
  const nameOf = useNameOf(timeline);
  const text = (each: StageChoice): string => {
    if (each === "auto" || each === "people") return t(`stage.${each}`);
    const at = each.indexOf(":");
    const [kind, whose] = [each.slice(0, at), each.slice(at + 1)];
    if (kind === "person") return nameOf(whose);
    if (kind === "screen") return t("stage.screenOf", { name: nameOf(whose) });
    const name = kind === "board" ? "board" : "code";
    return whose ? t(`stage.${name}Of`, { name: nameOf(whose) }) : t(`stage.${name}`);
  };
  const choices: StageChoice[] = ["auto", "people", ...choicesOf(timeline)];
  if (!choices.includes(choice)) choices.push(choice);
  return (
    <Menu
      trigger={
        <Button variant="quiet" className="max-w-60 px-3!" aria-label={t("stage.chosen", { choice: text(choice) })} title={t("stage.choose")}>
          <LayoutPanelTop size={20} aria-hidden className="shrink-0" />
          <span className="truncate max-sm:hidden">{text(choice)}</span>
        </Button>
      }
    >
      <MenuChoice
        label={t("stage.choose")}
        value={choice}
        options={choices.map((each) => ({ value: each, text: text(each) }))}
        onChange={onChoice}
      />
    </Menu>
  );
}
