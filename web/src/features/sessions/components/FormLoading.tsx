import { Loading, Skeleton } from "@/ui/Skeleton";

/** Until the session is there that a form begins with. */
export function FormLoading() {
  return (
    <Loading className="mt-8 flex flex-col gap-6">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </Loading>
  );
}
