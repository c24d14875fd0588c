import { useQuery } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { SharedLink } from "@/api/types";
import { formatDay, viewerZone } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/Choice";
import { CopyLabel, useCopy } from "@/ui/CopyField";
import { FieldGroup } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { linksQuery, useLinks } from "./api";
import type { Managed } from "./tasks";

const FOR = { week: 7, month: 30, open: null } as const;

interface ShareDialogProps {
  recording: Pick<Managed, "id">;
  onClose: () => void;
  returnTo: RefObject<HTMLElement | null>;
}

/** Links for people without an account: made, shown once, and taken back. */
export function ShareDialog({ recording, onClose, returnTo }: ShareDialogProps) {
  const { t } = useTranslation(["replay", "common"]);
  const links = useQuery(linksQuery(recording.id));
  const { make, revoke } = useLinks(recording.id);
  const [until, setUntil] = useState<keyof typeof FOR>("week");
  const [copied, copy] = useCopy();
  const made = make.data && window.location.origin + make.data.link;
  const failed = make.error ?? revoke.error ?? links.error;
  return (
    <TaskDialog title={t("manage.share.title")} onClose={onClose} returnTo={returnTo}>
      <p className="text-quiet">{t("manage.share.text")}</p>
      {failed && <ProblemNotice problem={asProblem(failed)} />}
      {/* Without words it takes no room, and is there to be heard. */}
      <p role="status" className="empty:sr-only">
        {revoke.isSuccess && !made && t("manage.share.revoked")}
      </p>
      {made ? (
        <div>
          <p className="text-sm text-quiet">{t("manage.share.made")}</p>
          <p className="font-mono break-all select-all">{made}</p>
        </div>
      ) : (
        <FieldGroup legend={t("manage.share.until")}>
          <Segmented
            name="until"
            className="flex-wrap"
            value={until}
            options={(Object.keys(FOR) as (keyof typeof FOR)[]).map((value) => ({ value, label: t(`manage.share.for.${value}`) }))}
            onChange={setUntil}
          />
        </FieldGroup>
      )}
      {links.data && links.data.items.length > 0 && (
        <section aria-label={t("manage.share.links")}>
          <h3 className="mb-1 font-semibold">{t("manage.share.links")}</h3>
          <ul className="divide-y divide-line">
            {links.data.items.map((link) => (
              <LinkRow key={link.id} link={link} onRevoke={() => revoke.mutate(link.id)} />
            ))}
          </ul>
        </section>
      )}
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {made || revoke.isSuccess ? t("manage.share.done") : t("common:goBack")}
        </Button>
        {made ? (
          <Button onClick={() => copy(made)}>
            <CopyLabel state={copied} />
          </Button>
        ) : (
          <Button busy={make.isPending && t("manage.share.busy")} onClick={() => make.mutate(FOR[until])}>
            {t("manage.share.make")}
          </Button>
        )}
      </TaskButtons>
    </TaskDialog>
  );
}

function LinkRow({ link, onRevoke }: { link: SharedLink; onRevoke: () => void }) {
  const { t } = useTranslation("replay");
  const zone = viewerZone();
  const made = formatDay(link.created_at, zone);
  const words = link.expires_at ? t("manage.share.good", { made, day: formatDay(link.expires_at, zone) }) : t("manage.share.goodOpen", { made });
  return (
    <li className="flex items-center justify-between gap-3 py-1">
      <span className="min-w-0 text-quiet">{words}</span>
      <Button variant="quiet" className="shrink-0 text-danger!" aria-label={t("manage.share.revokeOf", { made })} onClick={onRevoke}>
        {t("manage.share.revoke")}
      </Button>
    </li>
  );
}
