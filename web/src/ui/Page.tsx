import type { ReactNode } from "react";

import { cx } from "./cx";

/** One column: `narrow` for sign-in forms, `reading` for text and forms, `wide` for lists. */
export function Page({
  width = "reading",
  className,
  children,
}: {
  width?: "narrow" | "reading" | "wide";
  className?: string;
  children: ReactNode;
}) {
  const widths = { narrow: "max-w-[29rem]", reading: "max-w-[45rem]", wide: "max-w-[70rem]" };
  return (
    <div className={cx("mx-auto w-full px-4 pt-8 pb-20 sm:px-6 sm:pt-12", widths[width], className)}>{children}</div>
  );
}
