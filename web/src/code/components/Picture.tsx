import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** As an image: whatever a picture holds, there it runs nothing and fetches nothing. */
export function Picture({ svg }: { svg: string }) {
  const { t } = useTranslation("code");
  const address = useMemo(() => `data:image/svg+xml,${encodeURIComponent(svg)}`, [svg]);
  return <img src={address} alt={t("output.picture")} className="w-full max-w-[800px] rounded-small border border-line bg-white" />;
}
