import { Page } from "@/ui/Page";
import { Loading, Skeleton } from "@/ui/Skeleton";

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
