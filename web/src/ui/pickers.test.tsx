import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { startI18n } from "@/i18n/i18n";

import { Calendar } from "./Calendar";
import { Field } from "./Field";
import { Select } from "./Select";
import { TimeField } from "./TimeField";
import { ZoneField } from "./ZoneField";

beforeAll(startI18n);
beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  // jsdom lays nothing out, and so cannot scroll.
  Element.prototype.scrollIntoView = () => undefined;
});

describe("the calendar", () => {
  it("is walked through by keyboard and gives the day", async () => {
    const onChoose = vi.fn();
    render(<Calendar value="2026-11-26" today="2026-11-21" earliest="2026-11-21" onChoose={onChoose} />);
    expect(screen.getByRole("button", { name: /^Thursday,? 26 November 2026$/ })).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{ArrowRight}{PageDown}");
    expect(screen.getByText("January 2027")).toBeInTheDocument();
    await userEvent.keyboard("{Enter}");
    expect(onChoose).toHaveBeenCalledWith("2027-01-04");
  });

  it("stops at the first day that can be chosen", async () => {
    render(<Calendar value="2026-11-26" today="2026-11-21" earliest="2026-11-21" onChoose={() => undefined} />);
    await userEvent.keyboard("{PageUp}");
    expect(screen.getByRole("button", { name: /^Saturday,? 21 November 2026$/ })).toHaveFocus();
  });

  it("does not give days that have passed", () => {
    render(<Calendar value="2026-11-26" today="2026-11-21" earliest="2026-11-21" onChoose={() => undefined} />);
    expect(screen.getByRole("button", { name: /^Friday,? 20 November 2026$/ })).toBeDisabled();
    expect(screen.getByRole("button", { name: /^Saturday,? 21 November 2026$/ })).toHaveAttribute("aria-current", "date");
  });
});

function Time() {
  const [time, setTime] = useState("14:00");
  return (
    <>
      <Field label="Start">{(control) => <TimeField {...control} value={time} onChange={setTime} />}</Field>
      <output>{time}</output>
    </>
  );
}

describe("the time", () => {
  it("takes any minute that is typed", async () => {
    render(<Time />);
    await userEvent.click(screen.getByLabelText("Start"));
    await userEvent.keyboard("9h07{Tab}");
    expect(screen.getByRole("status")).toHaveTextContent("09:07");
  });

  it("takes a quarter from the list", async () => {
    render(<Time />);
    await userEvent.click(screen.getByLabelText("Start"));
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(screen.getByRole("status")).toHaveTextContent("14:30");
  });

  it("keeps what it had when the text is no time", async () => {
    render(<Time />);
    await userEvent.click(screen.getByLabelText("Start"));
    await userEvent.keyboard("noon{Tab}");
    expect(screen.getByRole("status")).toHaveTextContent("14:00");
    expect(screen.getByLabelText("Start")).toHaveValue("14:00");
  });

  it("is left as it was by Escape", async () => {
    render(<Time />);
    await userEvent.click(screen.getByLabelText("Start"));
    await userEvent.keyboard("9:00{Escape}");
    expect(screen.getByRole("status")).toHaveTextContent("14:00");
    expect(screen.queryByRole("option")).toBeNull();
  });
});

it("chooses one of a few by typing its beginning", async () => {
  const onChange = vi.fn();
  const options = [
    { value: "any", label: "Any state" },
    { value: "draft", label: "Draft" },
    { value: "ended", label: "Ended" },
  ];
  render(<Select aria-label="State" value="any" options={options} onChange={onChange} />);
  await userEvent.tab();
  const select = screen.getByRole("combobox", { name: "State" });
  expect(select).toHaveFocus();
  await userEvent.keyboard("en");
  expect(select).toHaveAttribute("aria-expanded", "true");
  await userEvent.keyboard("{ArrowUp}{Enter}");
  expect(onChange).toHaveBeenCalledWith("draft");
  expect(select).toHaveFocus();
  expect(screen.queryByRole("listbox")).toBeNull();
});

it("finds a time zone by its city, without accents", async () => {
  const onChange = vi.fn();
  render(<Field label="Zone">{(control) => <ZoneField {...control} value="Europe/Paris" onChange={onChange} />}</Field>);
  await userEvent.click(screen.getByLabelText("Zone"));
  await userEvent.keyboard("são pau");
  await userEvent.click(screen.getByRole("option", { name: /Sao Paulo/ }));
  expect(onChange).toHaveBeenCalledWith("America/Sao_Paulo");
});
