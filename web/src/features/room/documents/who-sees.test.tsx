import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import { participant, remote, stateOf } from "../people/test-state";
import { WhoSees } from "./WhoSees";

beforeAll(async () => {
  await startI18n();
  await loadTexts("stage");
  await loadTexts("people");
});

const CLASS = stateOf(participant("Marie", { role: "teacher" }), [remote("Ada"), remote("Tom")]);

it("says who sees it, and nothing before that is known", () => {
  const show = (readers: readonly string[] | null, state = CLASS) => <WhoSees state={state} readers={readers} onShow={vi.fn()} />;
  const { rerender } = render(show(null));
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  rerender(show([]));
  expect(screen.getByRole("status")).toHaveTextContent("Only you see this.");
  rerender(show(["Ada"]));
  expect(screen.getByRole("status")).toHaveTextContent("Ada and you see this.");
  rerender(show(["Ada", "Tom"]));
  expect(screen.getByRole("status")).toHaveTextContent("Everyone here has this open.");
  rerender(show([], { ...CLASS, participants: [] }));
  expect(screen.getByRole("status")).toHaveTextContent("Only you see this.");
});

it("shows it to everyone, and goes when it is dismissed", async () => {
  const onShow = vi.fn();
  render(<WhoSees state={CLASS} readers={[]} onShow={onShow} />);
  await userEvent.click(screen.getByRole("button", { name: "Show to everyone" }));
  expect(onShow).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("Only you see this.")).toBeNull();
});
