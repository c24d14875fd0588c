import { Link } from "@tanstack/react-router";
import { EllipsisVertical, Link as LinkIcon, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import type { Session } from "@/api/types";
import { formatShortDay, formatTime, formatZone, viewerZone, zoneOffset } from "@/i18n/dates";
import { IconButton } from "@/ui/Button";
import { useCopy } from "@/ui/CopyField";
import { Menu, MenuItem } from "@/ui/Menu";

import { people } from "../people";
import { StatusBadge } from "./StatusBadge";

/** Time at the left, title and people, state, and a menu. The whole row leads to the session. */
export function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const zone = viewerZone();
  return (
    <li className="relative flex items-center gap-4 px-3 py-4 transition-colors hover:bg-hover sm:gap-6 sm:px-4">
      <div className="w-22 shrink-0 sm:w-36">
        <p className="text-sm text-quiet first-letter:uppercase">{formatShortDay(session.starts_at, zone)}</p>
        <p className="text-lg leading-tight font-semibold tabular">{formatTime(session.starts_at, zone)}</p>
        <p className="text-sm text-quiet">
          <span className="max-sm:hidden">{formatZone(zone, session.starts_at)}</span>
          <span className="sm:hidden">{zoneOffset(zone, session.starts_at)}</span>
        </p>
      </div>
      <div className="min-w-0 grow">
        <p className="leading-snug font-semibold">
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: session.id }}
            className="rounded-small after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {session.title}
          </Link>
        </p>
        <p className="line-clamp-2 text-quiet">{people(session, user.id, t)}</p>
        <div className="mt-1.5 sm:hidden">
          <StatusBadge status={session.status} />
        </div>
      </div>
      <div className="max-sm:hidden">
        <StatusBadge status={session.status} />
      </div>
      <RowMenu session={session} />
    </li>
  );
}

function RowMenu({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const [copied, copy] = useCopy();
  // A draft has no way in yet, and what is over has none any more.
  const link = session.status === "scheduled" || session.status === "live" ? session.link : null;
  if (!link && !session.may.edit) return null;
  return (
    <div className="relative z-10">
      <Menu
        trigger={
          <IconButton
            label={t("row.menu", { title: session.title })}
            icon={<EllipsisVertical size={20} aria-hidden />}
          />
        }
      >
        {link && (
          <MenuItem
            icon={<LinkIcon size={20} aria-hidden />}
            onSelect={(event) => {
              // Stays open to say that it worked.
              event.preventDefault();
              copy(new URL(link, window.location.origin).href);
            }}
          >
            <span role="status">{t(copied === "copied" ? "row.copied" : "row.copyLink")}</span>
          </MenuItem>
        )}
        {session.may.edit && (
          <MenuItem asChild>
            <Link to="/sessions/$sessionId/edit" params={{ sessionId: session.id }}>
              <Pencil size={20} aria-hidden /> {t("edit.action")}
            </Link>
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
