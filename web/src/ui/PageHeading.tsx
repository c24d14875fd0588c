import { type ReactNode, useEffect, useRef } from "react";

import { cx } from "./cx";

let arriving = false;

/** The router calls this when the page changes: the next heading then takes the focus, so that it is read out. */
export function expectNewPage(): void {
  arriving = true;
}

/** Names the tab. Pages with a PageHeading get it from there. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Chalkroom`;
  }, [title]);
}

/** The one h1 of a page: says where I am, names the tab, and has the focus after a navigation. */
export function PageHeading({
  children,
  title,
  className,
}: {
  children: ReactNode;
  /** The tab's name when it differs from the heading. */
  title: string;
  className?: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    if (!arriving) return;
    arriving = false;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={cx("text-2xl sm:text-3xl", className)}>
      {children}
    </h1>
  );
}
