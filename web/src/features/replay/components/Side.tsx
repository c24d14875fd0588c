import { type ComponentProps, useState } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/ui/Choice";

import { Chapters } from "./Chapters";
import { Chat } from "./Chat";

type Shown = "chat" | "chapters";

/** Beside the stage: what was written, and where to go. */
export function Side({ clock, timeline, marks }: ComponentProps<typeof Chapters>) {
  const { t } = useTranslation("replay");
  const [shown, setShown] = useState<Shown>(timeline.chat.length === 0 && timeline.chapters.length > 0 ? "chapters" : "chat");
  return (
    <aside aria-label={t("side.label")} className="flex min-h-0 flex-col gap-2 rounded-card bg-raised p-2 max-lg:flex-1">
      <fieldset className="shrink-0">
        <legend className="sr-only">{t("side.label")}</legend>
        <Segmented
          name="beside"
          value={shown}
          onChange={setShown}
          options={[
            { value: "chat", label: t("side.chat") },
            { value: "chapters", label: t("side.chapters") },
          ]}
        />
      </fieldset>
      {/* It scrolls: without something to press in it, it has to take the focus itself. */}
      <div tabIndex={0} role="region" aria-label={t(`side.${shown}`)} className="min-h-0 flex-1 overflow-y-auto">
        {shown === "chat" ? <Chat clock={clock} timeline={timeline} /> : <Chapters {...{ clock, timeline, marks }} />}
      </div>
    </aside>
  );
}
