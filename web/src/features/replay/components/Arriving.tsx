import { Loading, Skeleton } from "@/ui/Skeleton";
import { useSlate } from "@/ui/useSlate";

/** Before a replay, as dark as it will be: while its page is fetched, and then its manifest. Who comes from the list sees its `poster` meanwhile. */
export function Arriving({ poster }: { poster?: string | null }) {
  useSlate();
  return (
    <Loading className="flex h-dvh flex-col gap-3 p-4">
      <Skeleton className="h-8 w-64" />
      <div className="relative min-h-0 w-full flex-1">
        <Skeleton className="size-full" />
        {poster && <img src={poster} alt="" className="absolute inset-0 size-full object-contain opacity-40" />}
      </div>
      <Skeleton className="h-24 w-full" />
    </Loading>
  );
}
