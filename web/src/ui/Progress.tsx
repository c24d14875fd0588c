interface ProgressProps {
  label: string;
  /** From 0 to 1. */
  value: number;
}

export function Progress({ label, value }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      value={value}
      className="mt-1 mb-1.5 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
    />
  );
}
