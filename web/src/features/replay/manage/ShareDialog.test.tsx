import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { queryClient } from "@/api/query-client";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { ShareDialog } from "./ShareDialog";

beforeAll(async () => {
  await startI18n();
  await loadTexts("replay");
  await changeLanguage("en");
});

const link = (id: string, day: string) => ({ id, created_at: `2026-11-${day}T12:00:00Z`, expires_at: null });

/** The server: the links that work. */
let links: ReturnType<typeof link>[] = [];

beforeEach(() => {
  links = [link("older", "12")];
  queryClient.clear();
  vi.stubGlobal("fetch", async ({ method, url }: Request) => {
    if (method === "GET") return Response.json({ items: links });
    if (method === "DELETE") {
      links = links.filter(({ id }) => !url.endsWith(id));
      return new Response(null, { status: 204 });
    }
    const made = link(`made-${links.length}`, "22");
    links = [made, ...links];
    return Response.json({ ...made, link: `/replay/lesson#link=${made.id}` }, { status: 201 });
  });
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  render(
    <QueryClientProvider client={queryClient}>
      <ShareDialog recording={{ id: "lesson" }} onClose={vi.fn()} returnTo={{ current: null }} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

it("no longer shows the link that was just made once it is taken back, and makes another", async () => {
  const user = open();
  await user.click(screen.getByRole("button", { name: "Make a link" }));
  expect(await screen.findByText(/#link=made-1$/)).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: /^Take back the link of .*22/ }));
  expect(await screen.findByText("Taken back: the link no longer works.")).toHaveRole("status");
  expect(screen.queryByText(/#link=made-1$/)).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Copy" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Make a link" }));
  expect(await screen.findByText(/#link=made-1$/)).toBeInTheDocument();
  expect(screen.queryByText("Taken back: the link no longer works.")).not.toBeInTheDocument();
});

it("still shows what was just made when an older one is taken back, and copies it", async () => {
  const user = open();
  await user.click(screen.getByRole("button", { name: "Make a link" }));
  await user.click(await screen.findByRole("button", { name: /^Take back the link of .*12/ }));
  await vi.waitFor(() => expect(screen.queryByRole("button", { name: /^Take back the link of .*12/ })).not.toBeInTheDocument());
  expect(screen.getByText(/#link=made-1$/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByText("Copied")).toBeInTheDocument();
  await expect(navigator.clipboard.readText()).resolves.toMatch(/#link=made-1$/);
});
