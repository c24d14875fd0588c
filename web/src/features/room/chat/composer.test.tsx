import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { loadTexts, startI18n } from "@/i18n/i18n";

import { ChatLog } from "./chat-log";
import { Composer, type Reader } from "./Composer";
import { useChat } from "./useChat";

const MARIE = { id: "marie", name: "Marie" };

let log: ChatLog;

beforeAll(async () => {
  await startI18n();
  await loadTexts("chat");
});
beforeEach(() => {
  log = new ChatLog();
});

function Example({ readers }: { readers: readonly Reader[] }) {
  const { draft, attachments } = useChat(log);
  const attached = draft.attachments.flatMap((id) => attachments.get(id) ?? []);
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Composer
      log={log}
      draft={draft}
      attachments={attached}
      wereTooMany={false}
      onFiles={(files) => void log.attach(files)}
      isOpen
      readers={readers}
      toName="Marie"
      answered={null}
      field={field}
    />
  );
}

const field = () => screen.getByRole("textbox");
const written = () => log.getState().unsent.map(({ text, to }) => ({ text, to }));

describe("the field", () => {
  it("sends with Enter, makes a line with Shift and Enter, and is empty afterwards", async () => {
    render(<Example readers={[]} />);
    await userEvent.type(field(), "one{Shift>}{Enter}{/Shift}two{Enter}");
    expect(written()).toEqual([{ text: "one\ntwo", to: null }]);
    expect(field()).toHaveValue("");
  });

  it("sends nothing when there is nothing", async () => {
    render(<Example readers={[]} />);
    await userEvent.type(field(), "  {Enter}");
    expect(written()).toEqual([]);
  });

  it("counts near the end, and keeps what is too long", async () => {
    render(<Example readers={[]} />);
    await userEvent.click(field());
    await userEvent.paste("😀".repeat(3_990));
    expect(screen.getByText("10 characters left")).toBeVisible();
    await userEvent.paste("eleven more");
    expect(screen.getByText(/^1 character too many/)).toBeVisible();
    await userEvent.keyboard("{Enter}");
    expect(written()).toEqual([]);
    await userEvent.keyboard("{Backspace}{Enter}");
    expect(written()).toHaveLength(1);
  });
});

describe("the reader", () => {
  it("is everyone until one is chosen", async () => {
    render(<Example readers={[MARIE]} />);
    await userEvent.click(screen.getByRole("combobox", { name: "Who can read it" }));
    await userEvent.click(screen.getByRole("option", { name: "To Marie alone" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Your message to Marie alone" }), "psst{Enter}");
    expect(written()).toEqual([{ text: "psst", to: "marie" }]);
  });

  it("who has left is not silently everyone", async () => {
    log.type({ to: "marie" });
    render(<Example readers={[]} />);
    await userEvent.type(field(), "psst{Enter}");
    expect(screen.getByText("Marie is not in the room. Choose who should read this.")).toBeVisible();
    expect(written()).toEqual([]);
    expect(field()).toHaveValue("psst");
  });
});

describe("files", () => {
  const file = (name: string) => new File(["x"], name, { type: "text/plain" });
  const rows = () => within(screen.getByRole("list", { name: "Attached files" })).getAllByRole("listitem");

  it("are chosen, shown with what they wait for, taken away, and sent without words", async () => {
    const { container } = render(<Example readers={[]} />);
    const chooser = container.querySelector<HTMLInputElement>("input[type=file]");
    await userEvent.upload(chooser!, [file("notes.txt"), file("more.txt")]);
    expect(rows()).toHaveLength(2);
    expect(rows()[0]).toHaveTextContent("notes.txt");
    expect(screen.getByRole("progressbar", { name: "Uploading notes.txt" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Cancel the upload of more.txt" }));
    expect(rows()).toHaveLength(1);
    expect(field()).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(log.getState().unsent).toMatchObject([{ text: "", attachments: [expect.any(String)] }]);
    expect(screen.queryByRole("list", { name: "Attached files" })).toBeNull();
  });

  it("are pasted, and pasted text stays text", async () => {
    render(<Example readers={[]} />);
    await userEvent.click(field());
    fireEvent.paste(field(), { clipboardData: { files: [file("picture.txt")], types: ["Files"] } });
    expect(rows()).toHaveLength(1);
    fireEvent.paste(field(), { clipboardData: { files: [file("copied.txt")], types: ["text/plain", "Files"] } });
    expect(rows()).toHaveLength(1);
  });
});
