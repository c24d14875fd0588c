import { currentAuth } from "@/api/auth";

const KEPT_OUT = "chalkroom.kept-out";

/** Whether this person wants to stay out of recordings, as they said last. */
export function wantsOut(): boolean {
  return kept().getItem(key()) !== null;
}

export function rememberWantsOut(isOut: boolean): void {
  if (isOut) kept().setItem(key(), "1");
  else kept().removeItem(key());
}

/** Several people may use one browser; what a guest said is forgotten with the tab. */
function key(): string {
  return `${KEPT_OUT}.${currentAuth().user?.id ?? "guest"}`;
}

function kept(): Storage {
  return currentAuth().status === "signed-in" ? localStorage : sessionStorage;
}
