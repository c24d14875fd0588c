import { describe, expect, it } from "vitest";

import { addDays, addMonths, startOfWeek, weekday, weeksOfMonth } from "./calendar";

describe("plain dates", () => {
  it("count over the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  });

  it("stay in the month they are moved to", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  });

  it("fill whole weeks from the first day of the week", () => {
    const weeks = weeksOfMonth("2026-11-26", 1);
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
    expect(weeks.every((week) => week.length === 7 && weekday(week[0] ?? "") === 1)).toBe(true);
    expect(weeksOfMonth("2026-11-26", 7)[0]?.[0]).toBe("2026-11-01");
    // February 2027 has exactly four weeks.
    expect(weeksOfMonth("2027-02-10", 1)).toHaveLength(4);
  });

  it("know the start of their week", () => {
    expect(startOfWeek("2026-11-26", 1)).toBe("2026-11-23");
    expect(startOfWeek("2026-11-26", 7)).toBe("2026-11-22");
  });
});
