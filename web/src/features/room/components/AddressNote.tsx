import { useTranslation } from "react-i18next";

/** What this page's connections tell the others about where it is. */
export function AddressNote({ relayOnly }: { relayOnly: boolean }) {
  const { t } = useTranslation("room");
  return <p className="text-sm text-quiet">{t(relayOnly ? "addresses.hidden" : "addresses.direct")}</p>;
}
