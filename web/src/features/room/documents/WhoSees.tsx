import { Eye, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";
import { Button, IconButton } from "@/ui/Button";

import type { RoomState } from "../room-state";

interface WhoSeesProps {
  state: Pick<RoomState, "participants">;
  /** Names of the others who have it open; null as long as that is not known. */
  readers: readonly string[] | null;
  onShow: () => void;
}

/** To a host whose document is not on everybody's stage: who sees it nevertheless. Read once, it is in the way. */
export function WhoSees({ state, readers, onShow }: WhoSeesProps) {
  const { t } = useTranslation(["stage", "people"]);
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  const words = () => {
    // An empty line keeps the place: nothing below it may move while somebody draws there.
    if (readers === null) return "";
    if (readers.length === 0) return t("whoSees.nobody");
    if (readers.length >= state.participants.length) return t("whoSees.all");
    return t("whoSees.some", { names: new Intl.ListFormat(locale()).format(readers) });
  };
  return (
    <div data-who-sees className="flex shrink-0 items-center gap-1.5 border-b border-line pr-1 pl-3 text-sm typing:hidden">
      <Eye size={16} className="shrink-0 text-quiet" aria-hidden />
      <p role="status" className="min-w-0 leading-tight text-quiet">
        {words()}
      </p>
      <Button variant="quiet" className="shrink-0 px-2! whitespace-nowrap text-accent!" onClick={onShow}>
        {t("forEveryone.show")}
      </Button>
      <IconButton className="ml-auto" label={t("people:banner.dismiss")} icon={<X size={20} aria-hidden />} onClick={() => setRead(true)} />
    </div>
  );
}
