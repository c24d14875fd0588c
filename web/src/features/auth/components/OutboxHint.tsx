import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { serverQuery } from "@/api/server";

/** In a demonstration mails go nowhere: says where to read them. */
export function OutboxHint() {
  const { t } = useTranslation("auth");
  const { data: server } = useQuery(serverQuery);
  if (!server?.demo) return null;
  return (
    <p className="mt-4 text-quiet">
      {t("outbox.text")}{" "}
      <Link to="/outbox" className="link">
        {t("outbox.open")}
      </Link>
    </p>
  );
}
