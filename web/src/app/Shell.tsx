import { Outlet } from "@tanstack/react-router";

import { Frame } from "./Frame";
import { Header } from "./Header";

export function Shell() {
  return (
    <Frame header={<Header />}>
      <Outlet />
    </Frame>
  );
}
