import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Participant } from "@/call/protocol";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { TextInput } from "@/ui/inputs";

import type { Acting } from "./acting";

const LONGEST_NAME = 80;

interface RenameProps {
  room: Acting;
  person: Pick<Participant, "id" | "name">;
  onDone: () => void;
}

/** Another name in this room, for oneself or, by hosts, for somebody else. */
export function Rename({ room, person, onDone }: RenameProps) {
  const { t } = useTranslation(["people", "common"]);
  const [name, setName] = useState(person.name);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  async function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || busy) return input.current?.focus();
    setBusy(true);
    const answer = await room.do("rename", { participant_id: person.id, name: name.trim() });
    setBusy(false);
    if (answer !== null) onDone();
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The panel around it stays open.
        event.stopPropagation();
        onDone();
      }}
    >
      <Field label={t("rename.label")} error={tried && name.trim() === "" ? t("rename.missing") : undefined}>
        {(control) => (
          <TextInput
            {...control}
            ref={input}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onDone}>
          {t("rename.cancel")}
        </Button>
        <Button type="submit" busy={busy && t("common:saving")}>
          {t("common:save")}
        </Button>
      </div>
    </form>
  );
}
