import { useTranslation } from "react-i18next";

interface AddressNoteProps {
  relayOnly: boolean;
  /** At the moment a media server stands between everybody. */
  isGroup?: boolean;
}

/** What this page's connections tell the others about where it is. */
export function AddressNote({ relayOnly, isGroup = false }: AddressNoteProps) {
  const { t } = useTranslation("room");
  const way = relayOnly ? "hidden" : isGroup ? "group" : "direct";
  return <p className="text-sm text-quiet">{t(`addresses.${way}`)}</p>;
}
