import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";

import { SessionForm } from "./components/SessionForm";
import { emptyDraft, inputOf, type SessionDraft } from "./session-form";

beforeAll(async () => {
  // A switch measures itself, which jsdom cannot.
  vi.stubGlobal("ResizeObserver", class { observe() {} unobserve() {} disconnect() {} });
  await startI18n();
  await loadTexts("sessions");
  await changeLanguage("en");
});

async function show(relay: "none" | "available" | "always"): Promise<SessionDraft[]> {
  vi.stubGlobal("fetch", async () => Response.json({ status: "ok", version: "0", demo: false, relay, room_limit: 6 }));
  const sent: SessionDraft[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionForm
        initial={{ ...emptyDraft("Europe/Paris", Date.now()), title: "Fractions" }}
        optionsOpen
        submit={async (draft) => void sent.push(draft)}
        actions={() => <button type="submit">Create</button>}
      />
    </QueryClientProvider>,
  );
  await screen.findByText(WORDS[relay]);
  return sent;
}

const WORDS = {
  none: /^Not possible here: this server has no relay/,
  available: /^Calls go through this server’s relay/,
  always: /^On this server every call goes through the relay/,
};
const hide = () => screen.getByRole("switch", { name: "Hide everyone’s internet address" });

it("hides addresses where that is possible, unless the teacher wants it otherwise", async () => {
  const sent = await show("available");
  expect(hide()).toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  await userEvent.click(hide());
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(sent.map(({ hide_addresses }) => hide_addresses)).toEqual([null, false]);
});

it("offers no choice where there is none", async () => {
  await show("none");
  expect(hide()).not.toBeChecked();
  expect(hide()).toBeDisabled();
});

it("says that a server may hide them always", async () => {
  await show("always");
  expect(hide()).toBeChecked();
  expect(hide()).toBeDisabled();
});

it("encrypts from end to end when asked to", async () => {
  const sent = await show("none");
  await userEvent.click(screen.getByRole("switch", { name: "Encrypt from end to end" }));
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(sent[0]?.end_to_end).toBe(true);
});

it("records by itself unless the teacher wants it otherwise, and never what is encrypted from end to end", async () => {
  const sent = await show("none");
  const create = () => userEvent.click(screen.getByRole("button", { name: "Create" }));
  await create();
  await userEvent.click(screen.getByRole("radio", { name: "On request" }));
  await create();
  await userEvent.click(screen.getByRole("switch", { name: "Encrypt from end to end" }));
  expect(screen.getByRole("radio", { name: "Never" })).toBeChecked();
  expect(screen.getByRole("radio", { name: "Never" })).toBeDisabled();
  expect(screen.getByText(/^Not possible together with end-to-end encryption/)).toBeVisible();
  await create();
  expect(sent.map((draft) => inputOf(draft).recording)).toEqual(["automatic", "on_request", "never"]);
});
