import { lazy, Suspense } from "react";

import type { Session } from "@/api/types";
import { loadTexts } from "@/i18n/i18n";

/** Only after a lesson is there a chat to read; its code and texts come then. */
const Chat = lazy(async () => {
  const [module] = await Promise.all([import("./SessionChat"), loadTexts("chat")]);
  return module;
});

export function SessionChat({ session }: { session: Session }) {
  if (session.status !== "ended") return null;
  return (
    <Suspense>
      <Chat sessionId={session.id} />
    </Suspense>
  );
}
