import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Says beside the button that it worked. Always there, so that screen readers hear it change. */
export function Saved({ shown }: { shown: boolean }) {
  const { t } = useTranslation();
  return (
    <p role="status" className="flex items-center gap-1.5 font-semibold text-accent">
      {shown && (
        <>
          <Check size={20} aria-hidden />
          {t("saved")}
        </>
      )}
    </p>
  );
}
