import { useTranslation } from "react-i18next";

import { BrowserNotice } from "@/ui/BrowserNotice";
import { buttonClass } from "@/ui/Button";
import { PageHeading } from "@/ui/PageHeading";

import { Blackboard } from "../components/Blackboard";
import { JoinForm } from "../components/JoinForm";

/** Uses plain links, so that a first visit loads neither the router nor what lies behind it. */
export function LandingPage() {
  const { t } = useTranslation("landing");
  return (
    <div className="mx-auto flex w-full max-w-[70rem] grow flex-col px-4 sm:px-6">
      <div className="grid items-center gap-x-16 gap-y-10 pt-8 pb-14 sm:pt-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:pt-20 lg:pb-24">
        <div className="flex flex-col">
          <PageHeading title={t("tab")} className="max-w-[14ch] max-sm:text-[2.125rem]">
            {t("heading")}
          </PageHeading>
          <p className="mt-5 max-w-[46ch] text-lg text-quiet">{t("text")}</p>
          <p className="mt-4">
            {t("teach.title")}{" "}
            <a href="/register" className="link">
              {t("teach.start")}
            </a>
          </p>
          <BrowserNotice className="mt-6" />
          <section aria-labelledby="join-heading" className="mt-9 border-t border-line pt-7">
            <h2 id="join-heading" className="mb-5 text-xl">
              {t("join.title")}
            </h2>
            <JoinForm />
          </section>
        </div>
        <Blackboard className="w-full" />
      </div>
      <section aria-labelledby="teach-heading" className="border-t border-line py-12 lg:py-16">
        <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
          <div>
            <h2 id="teach-heading" className="text-2xl">
              {t("teach.title")}
            </h2>
            <p className="mt-3 max-w-[44ch] text-lg text-quiet">{t("teach.text")}</p>
            <div className="mt-6 flex flex-wrap gap-3">
              <a href="/register" className={buttonClass({ variant: "secondary" })}>
                {t("teach.register")}
              </a>
              <a href="/login" className={buttonClass({ variant: "quiet" })}>
                {t("teach.signIn")}
              </a>
            </div>
          </div>
          <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
            {(["calls", "lobby", "zones", "own"] as const).map((fact) => (
              <div key={fact} className="border-l-2 border-accent pl-4">
                <dt className="font-semibold">{t(`facts.${fact}.title`)}</dt>
                <dd className="mt-1 text-quiet">{t(`facts.${fact}.text`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
    </div>
  );
}
