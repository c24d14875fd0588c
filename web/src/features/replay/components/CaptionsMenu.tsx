import { Captions, CaptionsOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ReplayCaptions } from "@/replay/manifest";
import { IconButton } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/Menu";

import { type CaptionsChoice, languageName } from "../captions-choice";

interface CaptionsMenuProps {
  captions: readonly ReplayCaptions[];
  choice: CaptionsChoice;
  onChoice: (choice: CaptionsChoice) => void;
}

const OFF = "off";

export function CaptionsMenu({ captions, choice, onChoice }: CaptionsMenuProps) {
  const { t } = useTranslation("replay");
  const label = choice === null ? t("captions.off") : t("captions.on", { language: languageName(choice) });
  return (
    <Menu trigger={<IconButton label={label} icon={choice === null ? <CaptionsOff size={20} aria-hidden /> : <Captions size={20} aria-hidden />} />}>
      <MenuChoice
        label={t("captions.label")}
        value={choice ?? OFF}
        options={[{ value: OFF, text: t("captions.none") }, ...captions.map(({ language }) => ({ value: language, text: languageName(language) }))]}
        onChange={(chosen) => onChoice(chosen === OFF ? null : chosen)}
      />
    </Menu>
  );
}
