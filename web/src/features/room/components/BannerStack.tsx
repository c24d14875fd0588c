import { type ReactNode, useCallback, useMemo, useState } from "react";

import { type Stack, StackContext } from "../people/banner-place";
import { PHONE, useMedia } from "./useMedia";

/**
 * Everything that is said above the stage, the most important first. On a phone it is one line until somebody asks for the rest:
 * the lesson keeps the screen. However much it is, it never takes more than two fifths.
 */
export function BannerStack({ children }: { children: ReactNode }) {
  const isPhone = useMedia(PHONE);
  const [banners, setBanners] = useState<readonly Element[]>([]);
  const [isOpen, setOpen] = useState(false);
  // What comes after a quiet time begins as a line again.
  if (isOpen && banners.length === 0) setOpen(false);
  const add = useCallback((banner: Element) => {
    setBanners((before) => [...before, banner].sort(asTheyStand));
    return () => setBanners((before) => before.filter((other) => other !== banner));
  }, []);
  const stack = useMemo(
    (): Stack => ({ banners, isFolded: isPhone && !isOpen, toggle: isPhone ? () => setOpen(!isOpen) : null, add }),
    [banners, isPhone, isOpen, add],
  );
  return (
    <StackContext value={stack}>
      <div className="relative flex max-h-[40dvh] flex-col overflow-y-auto px-2 sm:px-3">{children}</div>
    </StackContext>
  );
}

function asTheyStand(one: Element, other: Element): number {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
