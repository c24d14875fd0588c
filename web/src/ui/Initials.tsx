import { initials } from "./Avatar";

/** In place of a picture. */
export function Initials({ name, label }: { name: string; label: string }) {
  return (
    <div className="@container absolute inset-0 flex items-center justify-center" role="img" aria-label={`${name}: ${label}`}>
      <span
        aria-hidden
        className="flex aspect-square w-[min(32%,8rem)] items-center justify-center rounded-full bg-accent-soft text-[clamp(0.9rem,9cqw,2.25rem)] font-semibold text-accent"
      >
        {initials(name)}
      </span>
    </div>
  );
}
