import { Presentation } from "lucide-react";
import { useTranslation } from "react-i18next";

import { MenuItem } from "@/ui/Menu";

import { RoundButton } from "../components/RoundButton";

interface BoardButtonProps {
  isOpen: boolean;
  onOpen: () => void;
}

export function BoardButton({ isOpen, onOpen, className }: BoardButtonProps & { className?: string }) {
  const { t } = useTranslation("stage");
  return (
    <RoundButton
      className={`${isOpen ? "bg-accent! text-on-accent!" : ""} ${className ?? ""}`}
      label={t(isOpen ? "closeBoard" : "openBoard")}
      icon={<Presentation size={22} aria-hidden />}
      aria-pressed={isOpen}
      aria-keyshortcuts="B"
      onClick={onOpen}
    />
  );
}

/** The same on a phone, under "more". */
export function BoardItem({ isOpen, onOpen }: BoardButtonProps) {
  const { t } = useTranslation("stage");
  return (
    <MenuItem className="sm:hidden" icon={<Presentation size={20} aria-hidden />} onSelect={onOpen}>
      {t(isOpen ? "closeBoard" : "openBoard")}
    </MenuItem>
  );
}
