import { ChevronDown, ChevronLeft, ChevronRight, LayoutGrid } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/Menu";

import type { RoomState } from "../room-state";
import type { StageDocument } from "../view";
import { canWalk, owners } from "./copies";
import type { Copies } from "./useCopies";

interface CopyWalkProps extends Copies {
  state: RoomState;
  document: StageDocument;
}

/** The shared one stands first. */
const SHARED = "";

/** Whose copy this is; a host walks from one to the next. */
export function CopyWalk({ state, document, owner, visit, isOverview, onOverview }: CopyWalkProps) {
  const { t } = useTranslation("stage");
  const people = owners(state);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? t("copies.absent");
  if (!canWalk(state, document)) {
    if (owner === null) return null;
    return (
      <span role="status" className="px-2 text-sm font-semibold">
        {owner === state.self?.id ? t("copies.own") : t("copies.of", { name: nameOf(owner) })}
      </span>
    );
  }
  const places = [SHARED, ...people.map(({ id }) => id)];
  const at = places.indexOf(owner ?? SHARED);
  const walk = (to: string | undefined) => to !== undefined && visit(to === SHARED ? null : to);
  return (
    <div role="group" aria-label={t("copies.label")} className="flex items-center">
      <IconButton
        label={t("copies.overview")}
        icon={<LayoutGrid size={20} aria-hidden />}
        className={isOverview ? "text-accent!" : ""}
        aria-pressed={isOverview}
        onClick={() => onOverview(!isOverview)}
      />
      <IconButton
        label={t("copies.previous")}
        icon={<ChevronLeft size={20} aria-hidden />}
        disabled={at <= 0}
        onClick={() => walk(places[at - 1])}
      />
      <Menu
        trigger={
          <Button variant="quiet" className="px-2!">
            <span className="max-w-40 truncate">{owner === null ? t("copies.shared") : nameOf(owner)}</span>
            <ChevronDown size={16} aria-hidden />
          </Button>
        }
      >
        <MenuChoice
          label={t("copies.label")}
          value={owner ?? SHARED}
          options={places.map((place) => ({ value: place, text: place === SHARED ? t("copies.shared") : nameOf(place) }))}
          onChange={walk}
        />
      </Menu>
      <IconButton
        label={t("copies.next")}
        icon={<ChevronRight size={20} aria-hidden />}
        disabled={at === places.length - 1}
        onClick={() => walk(places[at + 1])}
      />
    </div>
  );
}
