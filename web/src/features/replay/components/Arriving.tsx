import { Loading, Skeleton } from "@/ui/Skeleton";
import { useSlate } from "@/ui/useSlate";

/** Before a replay, as dark as it will be: while its page is fetched, and then its manifest. */
export function Arriving() {
  useSlate();
  return (
    <Loading className="flex h-dvh flex-col gap-3 p-4">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="min-h-0 w-full flex-1" />
      <Skeleton className="h-24 w-full" />
    </Loading>
  );
}
