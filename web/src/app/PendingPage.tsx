import { Page } from "@/ui/Page";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { useSlate } from "@/ui/useSlate";

export function PendingPage() {
  return (
    <Page>
      <Loading className="flex flex-col gap-4">
        <Skeleton className="h-10 w-3/5" />
        <Skeleton className="mt-4 h-24 w-full" />
        <Skeleton className="h-24 w-full" />
      </Loading>
    </Page>
  );
}

/** Before a room, as dark as it will be. */
export function SlatePendingPage() {
  useSlate();
  return <PendingPage />;
}
