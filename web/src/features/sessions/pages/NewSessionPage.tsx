import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";

import { createSession } from "../api";
import { SessionForm } from "../components/SessionForm";
import { StartNowButton } from "../components/StartNowButton";
import { emptyDraft, inputOf } from "../session-form";

export function NewSessionPage() {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const navigate = useNavigate();
  const [initial] = useState(() => emptyDraft(user.timezone, Date.now()));
  /** Which of the two buttons was pressed. */
  const status = useRef<"draft" | "scheduled">("scheduled");
  return (
    <Page>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <PageHeading title={t("new.title")}>{t("new.title")}</PageHeading>
        <StartNowButton />
      </div>
      <SessionForm
        initial={initial}
        submit={async (draft) => {
          const session = await createSession({ ...inputOf(draft), status: status.current });
          await navigate({ to: "/sessions/$sessionId", params: { sessionId: session.id } });
        }}
        actions={(busy) => (
          <>
            <Button
              type="submit"
              size="large"
              className="max-sm:w-full"
              busy={busy && t("new.busy")}
              onClick={() => (status.current = "scheduled")}
            >
              {t("new.submit")}
            </Button>
            {!busy && (
              <Button
                type="submit"
                variant="quiet"
                size="large"
                className="max-sm:w-full"
                onClick={() => (status.current = "draft")}
              >
                {t("new.draft")}
              </Button>
            )}
          </>
        )}
      />
    </Page>
  );
}
