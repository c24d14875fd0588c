import { Outlet } from "@tanstack/react-router";

import { Frame } from "./Frame";

export function Shell() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}
