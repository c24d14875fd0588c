import { useEffect, useState } from "react";

/** What is open for as long as it is shown; null before the first drawing. `open` has to stay the same function. */
export function useOpened<Resource extends { close(): void }>(open: () => Resource): Resource | null {
  const [resource, setResource] = useState<Resource | null>(null);
  useEffect(() => {
    const opened = open();
    setResource(opened);
    return () => opened.close();
  }, [open]);
  return resource;
}
