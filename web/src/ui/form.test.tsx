import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { Problem } from "@/api/problem";
import { startI18n } from "@/i18n/i18n";

import { Field } from "./Field";
import { ProblemNotice } from "./ProblemNotice";
import { useForm } from "./form";
import { TextInput } from "./inputs";

beforeAll(startI18n);

function Example({ submit }: { submit: (values: { title: string }) => Promise<unknown> }) {
  const form = useForm({
    initial: { title: "" },
    check: ({ title }) => (title === "" ? { title: "Give it a title." } : {}),
    submit,
  });
  return (
    <form onSubmit={form.onSubmit}>
      {form.problem && <ProblemNotice problem={form.problem} />}
      <Field label="Title" help="As others see it." error={form.errors.title}>
        {(control) => (
          <TextInput
            {...control}
            value={form.values.title}
            onChange={(event) => form.edit({ title: event.target.value })}
          />
        )}
      </Field>
      <button type="submit">{form.busy ? "Saving…" : "Save"}</button>
    </form>
  );
}

describe("a form", () => {
  it("names what is missing, puts the focus there, and asks the server nothing", async () => {
    const submit = vi.fn();
    render(<Example submit={submit} />);
    await userEvent.click(screen.getByRole("button"));
    const title = screen.getByLabelText("Title");
    expect(title).toHaveAccessibleDescription("Give it a title.");
    expect(title).toBeInvalid();
    await waitFor(() => expect(title).toHaveFocus());
    expect(submit).not.toHaveBeenCalled();
    await userEvent.type(title, "F");
    expect(title).toBeValid();
    expect(title).toHaveAccessibleDescription("As others see it.");
  });

  it("puts the server's complaint beside its field and keeps what was typed", async () => {
    const fields = [{ field: "title", code: "too_long", message: "This is too long." }];
    render(<Example submit={() => Promise.reject(new Problem({ status: 422, code: "invalid_input", detail: "", fields }))} />);
    await userEvent.type(screen.getByLabelText("Title"), "Fractions");
    await userEvent.click(screen.getByRole("button"));
    expect(await screen.findByText("This is too long.")).toBeInTheDocument();
    expect(screen.getByLabelText("Title")).toHaveValue("Fractions");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows above the fields what belongs to none of them", async () => {
    render(<Example submit={() => Promise.reject(new TypeError("Failed to fetch"))} />);
    await userEvent.type(screen.getByLabelText("Title"), "Fractions");
    await userEvent.click(screen.getByRole("button"));
    expect(await screen.findByRole("alert")).toHaveTextContent("We cannot reach the server.");
  });

  it("submits once however often the button is pressed", async () => {
    let finish: (value: unknown) => void = () => undefined;
    const submit = vi.fn(() => new Promise((resolve) => (finish = resolve)));
    render(<Example submit={submit} />);
    await userEvent.type(screen.getByLabelText("Title"), "Fractions{Enter}{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Saving…" }));
    expect(submit).toHaveBeenCalledTimes(1);
    finish(null);
    expect(await screen.findByRole("button", { name: "Save" })).toBeInTheDocument();
  });
});
