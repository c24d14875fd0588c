import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** The token of a mailed link (`#token=…`), taken out of the address bar as soon as it is read. */
export function useMailedToken(): string | null {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get("token"));
  const { history } = useRouter();
  useEffect(() => {
    if (window.location.hash) history.replace(window.location.pathname);
  }, [history]);
  return token;
}
