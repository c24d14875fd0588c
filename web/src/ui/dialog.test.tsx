import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, expect, it } from "vitest";

import { changeLanguage, startI18n } from "@/i18n/i18n";

import { ConfirmDialog } from "./Dialog";

beforeAll(async () => {
  await startI18n();
  await changeLanguage("en");
});

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Cancel the lesson</button>
      <ConfirmDialog open={open} onOpenChange={setOpen} title="Cancel it?" action="Cancel it" busy={false} onConfirm={() => setOpen(false)}>
        Everybody is told.
      </ConfirmDialog>
    </>
  );
}

it.each(["Go back", "Cancel it"])("asks with the safe answer in focus, and gives the focus back after “%s”", async (answer) => {
  render(<Page />);
  const opener = screen.getByRole("button", { name: "Cancel the lesson" });
  await userEvent.click(opener);
  expect(screen.getByRole("button", { name: "Go back" })).toHaveFocus();
  await userEvent.click(screen.getByRole("button", { name: answer }));
  await waitFor(() => expect(opener).toHaveFocus());
});
