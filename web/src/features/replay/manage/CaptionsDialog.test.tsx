import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { queryClient } from "@/api/query-client";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { aReplay } from "@/replay/fake-media";

import CaptionsDialog from "./CaptionsDialog";

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

let asked: string[] = [];
let answer = () => new Response(null, { status: 204 });
beforeEach(() => {
  asked = [];
  answer = () => new Response(null, { status: 204 });
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search} ${request.headers.get("Content-Type") ?? ""} ${await request.text()}`.trim());
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const FILE = new File(["WEBVTT"], "lesson.vtt", { type: "text/vtt" });
// jsdom's own file cannot be read.
FILE.text = async () => "WEBVTT";

function open(languages: string[] = []) {
  const replay = aReplay({ captions: languages.map((language) => ({ language, src: "" })) });
  const onChanged = vi.fn(async () => undefined);
  render(
    <QueryClientProvider client={queryClient}>
      <CaptionsDialog replay={replay} onChanged={onChanged} onClose={vi.fn()} />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), onChanged };
}

describe("captions of a recording", () => {
  it("are sent as they are, in the reader's language unless another is chosen", async () => {
    const { user, onChanged } = open();
    await user.upload(screen.getByLabelText("WebVTT file"), FILE);
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(asked).toEqual(["PUT /api/recordings/recording/captions?language=en text/vtt WEBVTT"]);
  });

  it("are deleted by their language", async () => {
    const { user, onChanged } = open(["fr"]);
    await user.click(screen.getByRole("button", { name: "Delete the captions: French" }));
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(asked).toEqual(["DELETE /api/recordings/recording/captions?language=fr"]);
  });

  it("say what is wrong with a file", async () => {
    answer = () => Response.json({ code: "bad_captions", detail: "line 3 is not what belongs there" }, { status: 422 });
    const { user, onChanged } = open();
    await user.upload(screen.getByLabelText("WebVTT file"), FILE);
    expect(await screen.findByText(/line 3 is not what belongs there/)).toBeInTheDocument();
    expect(onChanged).not.toHaveBeenCalled();
  });
});
