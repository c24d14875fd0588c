import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import { Banner } from "../people/Banner";
import { BannerStack } from "./BannerStack";

beforeAll(async () => {
  await startI18n();
  await loadTexts("room");
});

const screenIs = (phone: boolean) =>
  vi.stubGlobal("matchMedia", () => ({ matches: phone, addEventListener: () => undefined, removeEventListener: () => undefined }));
beforeEach(() => void screenIs(true));

const stack = (...banners: ReactNode[]) => <BannerStack>{banners}</BannerStack>;
const SOUND = <Banner key="sound" icon={null} text="The sound is off." children={<button>Turn it on</button>} />;
const END = <Banner key="end" icon={null} text="The end is near." children={<button>Add 15 minutes</button>} />;
const place = (text: string) => screen.getByText(text).closest("[data-banner]")?.getAttribute("data-banner");

it("a phone shows the first one in a line, and the others when asked", async () => {
  render(stack(SOUND, END));
  expect(place("The sound is off.")).toBe("line");
  expect(place("The end is near.")).toBe("behind");
  expect(screen.getAllByRole("status")).toHaveLength(2); // read out all the same
  expect(screen.getByRole("button", { name: "Turn it on" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add 15 minutes" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show all 2 notices", expanded: false }));
  expect(place("The end is near.")).toBe("whole");
  expect(screen.getByRole("button", { name: "Add 15 minutes" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show all 2 notices", expanded: true }));
  expect(place("The end is near.")).toBe("behind");
});

it("what matters more takes the line from what was there before", () => {
  const { rerender } = render(stack(END));
  expect(place("The end is near.")).toBe("line");
  rerender(stack(SOUND, END));
  expect(place("The sound is off.")).toBe("line");
  rerender(stack(END));
  expect(place("The end is near.")).toBe("line");
  expect(screen.getByRole("button", { name: "Add 15 minutes" })).toBeVisible();
});

it("between two answers, and before “I have read this”, one reads the whole", async () => {
  const question = (
    <Banner key="question" icon={null} text="May you be recorded?">
      <button>No</button>
      <button>Yes</button>
    </Banner>
  );
  const { rerender } = render(stack(question));
  expect(screen.queryByRole("button", { name: "Yes" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show the whole notice" }));
  expect(screen.getByRole("button", { name: "No" })).toBeVisible();
  rerender(stack());
  rerender(stack(<Banner key="late" toRead icon={null} text="The recording is behind." children={<button>I have read this</button>} />));
  expect(screen.queryByRole("button", { name: "I have read this" })).toBeNull();
});

it("where there is space, each is whole", () => {
  screenIs(false);
  render(stack(SOUND, END));
  expect(place("The end is near.")).toBe("whole");
  expect(screen.queryByRole("button", { name: /notice/ })).toBeNull();
});
