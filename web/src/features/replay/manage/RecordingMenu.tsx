import { EllipsisVertical } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";

import { type Managed, ManageDialog, ManageItems, type ManageTask } from "./tasks";

/** Of a recording in the list. */
export function RecordingMenu({ recording }: { recording: Managed }) {
  const { t } = useTranslation("replay");
  const [task, setTask] = useState<ManageTask | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setTask(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton
            ref={button}
            label={t("manage.menu", { title: recording.title })}
            icon={<EllipsisVertical size={20} aria-hidden />}
          />
        }
        // The dialog that opens takes the focus.
        onCloseAutoFocus={(event) => task && event.preventDefault()}
      >
        <ManageItems state={recording.state} onTask={setTask} />
      </Menu>
      {task && <ManageDialog {...{ recording, task }} onClose={close} onDeleted={close} returnTo={button} />}
    </>
  );
}
