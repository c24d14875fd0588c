import type { Session } from "@/api/types";
import { Loading, Skeleton } from "@/ui/Skeleton";

import { SessionRow } from "./SessionRow";

export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  return (
    <ul className="-mx-3 divide-y divide-line sm:-mx-4">
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  );
}

export function SessionListLoading({ rows = 4 }: { rows?: number }) {
  return (
    <Loading className="divide-y divide-line">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-6 py-4">
          <div className="flex w-22 flex-col gap-2 sm:w-36">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-6 w-16" />
          </div>
          <div className="flex grow flex-col gap-2">
            <Skeleton className="h-5 w-2/5" />
            <Skeleton className="h-4 w-1/4" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
