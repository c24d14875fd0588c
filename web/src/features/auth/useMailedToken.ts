import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** The token of a mailed link, taken out of the address bar as soon as it is read. */
export function useMailedToken(): string | null {
  const { token: inAddress } = useSearch({ strict: false });
  const [token] = useState(inAddress ?? null);
  const navigate = useNavigate();
  useEffect(() => {
    if (inAddress) void navigate({ to: ".", search: {}, replace: true });
  }, [inAddress, navigate]);
  return token;
}
