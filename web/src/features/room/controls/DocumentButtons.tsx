import { CodeXml, Presentation } from "lucide-react";
import { useTranslation } from "react-i18next";

import { MenuItem } from "@/ui/Menu";

import { RoundButton } from "../components/RoundButton";
import type { StageDocument } from "../view";

const DOCUMENTS = [
  { document: "board", keys: "B", Icon: Presentation },
  { document: "code", keys: "C", Icon: CodeXml },
] as const;

interface DocumentButtonsProps {
  opened: StageDocument | null;
  /** Opens it, or closes it if it is open. */
  onOpen: (document: StageDocument) => void;
}

/** What is written together, wherever the bar is wide enough. */
export function DocumentButtons({ opened, onOpen }: DocumentButtonsProps) {
  const { t } = useTranslation("stage");
  return DOCUMENTS.map(({ document, keys, Icon }) => {
    const isOpen = opened === document;
    return (
      <RoundButton
        key={document}
        className={isOpen ? "bg-accent! text-on-accent! phone:hidden max-md:hidden" : "phone:hidden max-md:hidden"}
        label={t(`documents.${document}.${isOpen ? "close" : "open"}`)}
        icon={<Icon size={22} aria-hidden />}
        aria-pressed={isOpen}
        aria-keyshortcuts={keys}
        onClick={() => onOpen(document)}
      />
    );
  });
}

/** The same on a phone, under "more". */
export function DocumentItems({ opened, onOpen }: DocumentButtonsProps) {
  const { t } = useTranslation("stage");
  return DOCUMENTS.map(({ document, Icon }) => (
    <MenuItem key={document} className="md:roomy:hidden" icon={<Icon size={20} aria-hidden />} onSelect={() => onOpen(document)}>
      {t(`documents.${document}.${opened === document ? "close" : "open"}`)}
    </MenuItem>
  ));
}
