import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import type { Span } from "@/replay/manifest";

import { TrimHandles } from "./TrimHandles";

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

const changed = vi.fn();

function Bar() {
  const [part, setPart] = useState<Span>([0, 60_000]);
  const onChange = (next: Span, moved: "start" | "end") => {
    changed(next, moved);
    setPart(next);
  };
  return <TrimHandles part={part} axis={[0, 60_000]} share={(ms) => `${ms / 600}%`} onChange={onChange} />;
}

describe("the edges of what is shown", () => {
  it("are moved by keys, and never past each other or the ends", async () => {
    const user = userEvent.setup();
    render(<Bar />);
    const [start, end] = [screen.getByRole("slider", { name: "Beginning of what is shown" }), screen.getByRole("slider", { name: "End of what is shown" })];
    start.focus();
    await user.keyboard("{ArrowLeft}{PageUp}{ArrowRight}");
    expect(start).toHaveAttribute("aria-valuenow", "11");
    expect(start).toHaveAttribute("aria-valuetext", "0:11");
    end.focus();
    await user.keyboard("{ArrowRight}{PageDown}{ArrowLeft}");
    expect(end).toHaveAttribute("aria-valuenow", "49");
    expect(changed).toHaveBeenLastCalledWith([11_000, 49_000], "end");
    await user.keyboard("{Home}");
    expect(end).toHaveAttribute("aria-valuenow", "12");
    start.focus();
    await user.keyboard("{End}");
    expect(start).toHaveAttribute("aria-valuenow", "11");
    await user.keyboard("{Home}");
    expect(start).toHaveAttribute("aria-valuenow", "0");
  });
});
