import { useTranslation } from "react-i18next";

import { BrowserNotice } from "@/ui/BrowserNotice";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";

import { JoinForm } from "../components/JoinForm";

export function JoinPage() {
  const { t } = useTranslation("landing");
  return (
    <Page>
      <PageHeading title={t("join.title")}>{t("join.title")}</PageHeading>
      <p className="mt-3 mb-8 text-lg text-quiet">{t("join.text")}</p>
      <BrowserNotice className="mb-6" />
      <JoinForm />
    </Page>
  );
}
