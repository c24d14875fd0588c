import type { ComponentProps } from "react";

import { cx } from "./cx";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cx("rounded-card bg-raised ring-1 ring-line", className)} {...rest} />;
}
