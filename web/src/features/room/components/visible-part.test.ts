import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import { useVisiblePart } from "./useVisiblePart";

const PAGE = 800;

afterEach(() => vi.unstubAllGlobals());

function phone() {
  vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(PAGE);
  const viewport = Object.assign(new EventTarget(), { offsetTop: 0, height: PAGE, scale: 1 });
  vi.stubGlobal("visualViewport", viewport);
  const { result } = renderHook(() => useVisiblePart());
  const become = (change: Partial<typeof viewport>) => act(() => void Object.assign(viewport, change).dispatchEvent(new Event("resize")));
  return { result, become };
}

it("is what a keyboard leaves, for as long as it is open", () => {
  const { result, become } = phone();
  expect(result.current).toBeNull();
  become({ offsetTop: 40, height: 430 });
  expect(result.current).toEqual({ top: 40, height: 430 });
  become({ offsetTop: 0, height: PAGE });
  expect(result.current).toBeNull();
});

it("is everything for whoever enlarges the page", () => {
  const { result, become } = phone();
  become({ height: 300, scale: 2.5 });
  expect(result.current).toBeNull();
});
