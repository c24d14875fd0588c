import { type ComponentProps, type ComponentType, lazy, Suspense } from "react";

import { loadTexts } from "@/i18n/i18n";

/** The chat is fetched, with its texts, after the first picture: nobody needs it before. */
const Button = withTexts(() => import("./ChatButton"));
const Panel = withTexts(() => import("./ChatPanel"));
const News = withTexts(() => import("./ChatNews"));

export function ChatButton(props: ComponentProps<typeof Button>) {
  return (
    // Keeps the place, so that no other button moves away from under a finger.
    <Suspense fallback={<span className="size-12 shrink-0" />}>
      <Button {...props} />
    </Suspense>
  );
}

export function ChatPanel(props: ComponentProps<typeof Panel>) {
  return (
    <Suspense fallback={<div className="flex-1 max-md:h-[52dvh]" />}>
      <Panel {...props} />
    </Suspense>
  );
}

export function ChatNews(props: ComponentProps<typeof News>) {
  return (
    <Suspense>
      <News {...props} />
    </Suspense>
  );
}

function withTexts<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadTexts("chat")]);
    return module;
  });
}
