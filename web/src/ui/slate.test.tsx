import { render } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSlate } from "./useSlate";

const isSlate = () => document.documentElement.classList.contains("slate");

function Page({ isArriving }: { isArriving: boolean }) {
  useSlate();
  return isArriving ? <Arriving /> : null;
}

function Arriving() {
  useSlate();
  return null;
}

it("stays dark when a part of the page goes, and light comes back with the last", () => {
  const { rerender, unmount } = render(<Page isArriving />);
  expect(isSlate()).toBe(true);
  rerender(<Page isArriving={false} />);
  expect(isSlate()).toBe(true);
  unmount();
  expect(isSlate()).toBe(false);
});
