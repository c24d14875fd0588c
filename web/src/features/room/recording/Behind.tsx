import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";
import { Button } from "@/ui/Button";
import { useNow } from "@/ui/now";

import { Banner } from "../people/Banner";
import type { RoomState } from "../room-state";
import { type Holder, lateByHolder } from "./late";

/** To hosts: whose recording does not get through, and where it waits. Each is read once, and said again only when it has recovered in between. */
export function Behind({ state }: { state: RoomState }) {
  const { t } = useTranslation("recording");
  const now = useNow() + state.recording.aheadMs;
  const [read, setRead] = useState<readonly string[]>([]);
  const late = lateByHolder(state, now);
  const ids = late.flatMap(({ people }) => people.map(({ id }) => id));
  const stillRead = read.filter((id) => ids.includes(id));
  if (stillRead.length < read.length) setRead(stillRead);
  const words = useBehindWords(state);
  return late.map(({ holder, people }) => {
    const news = people.filter(({ id }) => !read.includes(id));
    if (news.length === 0) return null;
    return (
      <Banner toRead key={typeof holder === "string" ? holder : holder.id} icon={<TriangleAlert size={20} aria-hidden />} text={words(holder, news)}>
        <Button variant="quiet" onClick={() => setRead([...read, ...news.map(({ id }) => id)])}>
          {t("trouble.read")}
        </Button>
      </Banner>
    );
  });
}

function useBehindWords({ me }: RoomState): (holder: Holder, people: readonly { id: string; name: string }[]) => string {
  const { t } = useTranslation("recording");
  return (holder, people) => {
    const names = new Intl.ListFormat(locale()).format(people.map(({ id, name }) => (id === me?.id ? t("trouble.you") : name)));
    if (holder === "here") return t("trouble.behindHere", { names });
    if (holder === "themselves") return t("trouble.behind", { count: people.length, names });
    return t("trouble.behindCopied", { names, holder: holder.name });
  };
}
