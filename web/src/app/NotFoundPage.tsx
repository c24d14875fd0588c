import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { buttonClass } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";

import { Frame } from "./Frame";
import { Header } from "./Header";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Frame header={<Header />}>
      <Page>
        <PageHeading title={t("notFound.title")}>{t("notFound.title")}</PageHeading>
        <p className="mt-4 mb-8 text-lg text-quiet">{t("notFound.text")}</p>
        <Link to="/" className={buttonClass()}>
          {t("notFound.home")}
        </Link>
      </Page>
    </Frame>
  );
}
