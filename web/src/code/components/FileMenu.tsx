import { ArrowLeft, ArrowRight, ListChecks, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import { takesExercises } from "@/run/runners";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem } from "@/ui/Menu";

import type { CodeFile, CodeFiles } from "../files/code-files";

interface FileMenuProps {
  files: CodeFiles;
  list: CodeFile[];
  file: CodeFile;
  onRename: () => void;
  onDelete: () => void;
}

export function FileMenu({ files, list, file, onRename, onDelete }: FileMenuProps) {
  const { t } = useTranslation("code");
  const { id, name } = file;
  const icon = { size: 20, "aria-hidden": true };
  return (
    <Menu align="start" trigger={<IconButton label={t("menu.label", { name })} icon={<MoreHorizontal {...icon} />} />}>
      <MenuItem icon={<Pencil {...icon} />} onSelect={onRename}>
        {t("menu.rename")}
      </MenuItem>
      <MenuItem icon={<ArrowLeft {...icon} />} disabled={list[0]?.id === id} onSelect={() => files.move(id, -1)}>
        {t("menu.left")}
      </MenuItem>
      <MenuItem icon={<ArrowRight {...icon} />} disabled={list.at(-1)?.id === id} onSelect={() => files.move(id, 1)}>
        {t("menu.right")}
      </MenuItem>
      {takesExercises(name) && !file.tests && (
        <MenuItem icon={<ListChecks {...icon} />} onSelect={() => files.addTests(id)}>
          {t("menu.exercise")}
        </MenuItem>
      )}
      <MenuItem danger icon={<Trash2 {...icon} />} onSelect={onDelete}>
        {t("menu.delete")}
      </MenuItem>
    </Menu>
  );
}
