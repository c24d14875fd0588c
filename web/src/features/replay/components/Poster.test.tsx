import { fireEvent, render } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";

import type { Recording } from "@/api/types";
import { changeLanguage, startI18n } from "@/i18n/i18n";

import { Poster } from "./Poster";

beforeAll(async () => {
  await startI18n();
  await changeLanguage("en");
});

function aRecording(fields: Partial<Recording> = {}): Recording {
  return {
    id: "lesson",
    session_id: "session",
    title: "Fractions",
    teacher_name: "Marie Dupont",
    started_at: "2026-11-22T10:00:00Z",
    ended_at: "2026-11-22T11:30:00Z",
    duration_ms: 90 * 60_000,
    state: "ready",
    people: ["Marie Dupont"],
    bytes: 1,
    captions: [],
    kinds: ["camera", "microphone"],
    poster: null,
    keep_until: null,
    may_manage: false,
    ...fields,
  };
}

function show(fields: Partial<Recording> = {}) {
  const { container, rerender } = render(<Poster recording={aRecording(fields)} className="w-28" />);
  return {
    text: () => container.textContent,
    icon: () => container.querySelector("svg")?.classList.value,
    picture: () => container.querySelector("img"),
    state: () => (container.firstElementChild as HTMLElement).dataset.poster,
    then: (more: Partial<Recording>) => rerender(<Poster recording={aRecording({ ...fields, ...more })} className="w-28" />),
  };
}

describe("the picture of a recording", () => {
  it("says nothing that the title beside it does not say, but how long it is", () => {
    const { picture, text } = show({ poster: "/p/1?until=1" });
    expect(picture()).toHaveAttribute("alt", "");
    expect(text()).toBe("1 h 30 min");
  });

  it("keeps its place while it loads", () => {
    const { picture, state } = show({ poster: "/p/1?until=1" });
    expect(state()).toBe("loading");
    fireEvent.load(picture() as HTMLImageElement);
    expect(state()).toBe("shown");
  });

  it("stays when the list has a newer link to it, and changes when it is another one", () => {
    const { picture, then } = show({ poster: "/p/1?until=1" });
    const first = picture();
    then({ poster: "/p/1?until=2" });
    expect(picture()).toBe(first);
    expect(picture()).toHaveAttribute("src", "/p/1?until=1");
    then({ poster: "/p/2?until=3" });
    expect(picture()).toHaveAttribute("src", "/p/2?until=3");
    then({ poster: null });
    expect(picture()).toBeNull();
  });

  it("comes when there is one", () => {
    const { picture, then } = show();
    expect(picture()).toBeNull();
    then({ poster: "/p/1?until=1" });
    expect(picture()).toHaveAttribute("src", "/p/1?until=1");
  });

  it("is not broken where its link is over, and comes back with the next one", () => {
    const { picture, then, state } = show({ poster: "/p/1?until=1" });
    fireEvent.error(picture() as HTMLImageElement);
    expect(state()).toBe("none");
    then({ poster: "/p/1?until=2" });
    expect(picture()).toHaveAttribute("src", "/p/1?until=2");
  });

  it.each([
    [{ state: "recording" }, "radio"],
    [{ kinds: ["camera", "microphone", "screen"] }, "monitor"],
    [{ kinds: ["camera", "microphone"] }, "video"],
    [{ kinds: ["microphone"] }, "audio-lines"],
    [{ kinds: [] }, "presentation"],
  ] satisfies [Partial<Recording>, string][])("stands for what was captured where there is none: %o", (fields, icon) => {
    expect(show(fields).icon()).toContain(`lucide-${icon}`);
  });
});
