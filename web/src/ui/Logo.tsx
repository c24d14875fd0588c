import { cx } from "./cx";

/** The mark: a C drawn in one chalk stroke on a slate, the dot is the chalk. */
export function LogoMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#14201B" />
      <rect x="0.5" y="0.5" width="31" height="31" rx="8.5" fill="none" stroke="#F3F1E7" strokeOpacity="0.16" />
      <path
        d="M21.6 10.3c-1.9-1.7-4.6-2.4-7.1-1.6-3.6 1.1-5.9 4.3-5.7 8 .2 3.8 3 6.7 6.7 7 2.2.2 4.3-.5 5.9-1.9"
        fill="none"
        stroke="#F3F1E7"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <path
        d="M20.2 9.1c-1.7-1-3.8-1.3-5.8-.7M9.7 19.3c.9 2.3 2.9 3.9 5.3 4.3"
        fill="none"
        stroke="#14201B"
        strokeOpacity="0.55"
        strokeWidth="0.7"
        strokeLinecap="round"
        strokeDasharray="1.6 1.1 0.5 1.9"
      />
      <circle cx="23.3" cy="20.3" r="2.1" fill="#F2CF5B" />
    </svg>
  );
}

/** Mark and name; `short` leaves the name away on a phone. */
export function Wordmark({ short = false }: { short?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <LogoMark />
      <span className={cx("font-display text-xl leading-none font-bold tracking-tight", short && "max-sm:hidden")}>
        Chalkroom
      </span>
    </span>
  );
}
