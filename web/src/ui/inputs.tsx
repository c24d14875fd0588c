import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "./cx";

export const controlClass = cx(
  "w-full min-w-0 rounded-card bg-raised px-3.5 text-base text-ink ring-1 ring-inset ring-input transition-shadow",
  "hover:ring-ink/70 aria-invalid:ring-2 aria-invalid:ring-danger disabled:opacity-60",
);

export function TextInput({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={cx(controlClass, "h-11", className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cx(controlClass, "py-2.5 leading-normal", className)} {...rest} />;
}

export function PasswordInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <TextInput
        type={shown ? "text" : "password"}
        className={cx("pr-12", className)}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...rest}
      />
      <button
        type="button"
        className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-card text-quiet hover:text-ink"
        aria-label={t(shown ? "password.hide" : "password.show")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        <Icon size={20} aria-hidden />
      </button>
    </div>
  );
}
