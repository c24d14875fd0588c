import { ArrowLeft, ArrowRight, FileCog, Pencil, Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { TextInput } from "@/ui/inputs";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/ui/Menu";

import type { Background, BoardDocument, BoardPage } from "./board-document";
import { pageName } from "./page-name";

interface PageMenuProps {
  board: BoardDocument;
  pages: readonly BoardPage[];
  page: BoardPage;
  isLeader: boolean;
  backgrounds: readonly Background[];
  onPage: (id: string) => void;
}

/** What can be done with the page that is shown. */
export function PageMenu({ board, pages, page, isLeader, backgrounds, onPage }: PageMenuProps) {
  const { t } = useTranslation("board");
  const [asks, setAsks] = useState<"name" | "removal" | null>(null);
  const [name, setName] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const at = pages.findIndex(({ id }) => id === page.id);
  const shown = pageName(t, page, at);

  function remove() {
    const next = pages[at + 1] ?? pages[at - 1];
    if (next) onPage(next.id);
    board.remove(page.id);
    setAsks(null);
  }

  return (
    <>
      <Menu align="start" trigger={<IconButton ref={button} label={t("pages.menu")} icon={<FileCog size={20} aria-hidden />} />}>
        <MenuItem icon={<Plus size={20} aria-hidden />} onSelect={() => onPage(board.add(page.id, page.background))}>
          {t("pages.add")}
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          label={t("paper.label")}
          value={page.background}
          options={backgrounds.map((value) => ({ value, text: t(`paper.${value}`) }))}
          onChange={(background) => board.setBackground(page.id, background)}
        />
        <MenuSeparator />
        <MenuItem
          icon={<Pencil size={20} aria-hidden />}
          onSelect={() => {
            setName(page.name);
            setAsks("name");
          }}
        >
          {t("pages.rename")}
        </MenuItem>
        <MenuItem icon={<ArrowLeft size={20} aria-hidden />} disabled={at <= 0} onSelect={() => board.move(page.id, -1)}>
          {t("pages.forward")}
        </MenuItem>
        <MenuItem icon={<ArrowRight size={20} aria-hidden />} disabled={at >= pages.length - 1} onSelect={() => board.move(page.id, 1)}>
          {t("pages.back")}
        </MenuItem>
        {isLeader && pages.length > 1 && (
          <MenuItem danger icon={<Trash2 size={20} aria-hidden />} onSelect={() => setAsks("removal")}>
            {t("pages.remove")}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asks === "name"}
        onOpenChange={(open) => !open && setAsks(null)}
        title={t("pages.renameTitle", { name: shown })}
        action={t("pages.renameAction")}
        busy={false}
        returnTo={button}
        onConfirm={() => {
          board.rename(page.id, name);
          setAsks(null);
        }}
      >
        <TextInput aria-label={t("pages.name")} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "removal"}
        onOpenChange={(open) => !open && setAsks(null)}
        title={t("pages.removeTitle", { name: shown })}
        action={t("pages.removeAction")}
        busy={false}
        returnTo={button}
        danger
        onConfirm={remove}
      >
        <p>{t("pages.removeText")}</p>
      </ConfirmDialog>
    </>
  );
}
