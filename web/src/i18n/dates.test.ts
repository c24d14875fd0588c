import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  formatDay,
  formatDuration,
  formatTimeRange,
  formatZone,
  instantOf,
  nextFullHour,
  sameClock,
  wallTime,
} from "./dates";

/** Spaces and dashes differ between versions of Unicode's data; what is said does not. */
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, " ").replace(/[–—]/g, "-");

beforeEach(() => vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]));

describe("instants in a zone", () => {
  const LESSON = "2026-11-26T13:30:00Z";

  it("shows another clock, and another day, elsewhere", () => {
    expect(wallTime(LESSON, "Europe/Paris")).toEqual({ date: "2026-11-26", time: "14:30" });
    expect(wallTime(LESSON, "Pacific/Auckland")).toEqual({ date: "2026-11-27", time: "02:30" });
    expect(formatDay(LESSON, "Pacific/Auckland", LESSON)).toBe("Friday 27 November");
  });

  it("adds the year when it is another", () => {
    expect(formatDay(LESSON, "Europe/Paris", "2027-01-01T00:00:00Z")).toContain("2026");
  });

  it("names the zone with the offset of that day", () => {
    expect(formatZone("Europe/Paris", LESSON)).toBe("Paris (GMT+1)");
    expect(formatZone("Europe/Paris", "2026-07-01T00:00:00Z")).toBe("Paris (GMT+2)");
    expect(formatZone("America/New_York", LESSON)).toBe("New York (GMT-5)");
  });

  it("joins start and end", () => {
    expect(plain(formatTimeRange(LESSON, "2026-11-26T14:30:00Z", "Europe/Paris"))).toBe("14:30-15:30");
  });

  it("knows zones that agree that day", () => {
    expect(sameClock("Europe/Paris", "Europe/Berlin", LESSON)).toBe(true);
    expect(sameClock("Europe/Paris", "Europe/London", LESSON)).toBe(false);
  });
});

describe("wall time", () => {
  it("becomes an instant by the zone", () => {
    expect(instantOf({ date: "2026-11-26", time: "14:30" }, "Europe/Paris")?.toISOString()).toBe(
      "2026-11-26T13:30:00.000Z",
    );
    expect(instantOf({ date: "2026-11-26", time: "14:30" }, "Asia/Kathmandu")?.toISOString()).toBe(
      "2026-11-26T08:45:00.000Z",
    );
  });

  it("does not exist while the clocks go forward", () => {
    expect(instantOf({ date: "2026-03-29", time: "02:30" }, "Europe/Paris")).toBeNull();
    expect(instantOf({ date: "2026-03-29", time: "03:00" }, "Europe/Paris")?.toISOString()).toBe(
      "2026-03-29T01:00:00.000Z",
    );
  });

  it("is the first of two while they go back", () => {
    expect(instantOf({ date: "2026-10-25", time: "02:30" }, "Europe/Paris")?.toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  it.each(["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])(
    "comes back from every hour of a year in %s",
    (zone) => {
      const start = Date.UTC(2026, 0, 1);
      for (let hour = 0; hour < 8_760; hour += 7) {
        const wall = wallTime(start + hour * 3_600_000, zone);
        const instant = instantOf(wall, zone);
        expect(instant && wallTime(instant, zone)).toEqual(wall);
      }
    },
  );
});

describe("suggestions and durations", () => {
  it("suggests the next full hour that leaves time to get ready", () => {
    expect(nextFullHour("2026-11-26T13:20:00Z", "Europe/Paris")).toEqual({ date: "2026-11-26", time: "15:00" });
    expect(nextFullHour("2026-11-26T13:50:00Z", "Europe/Paris")).toEqual({ date: "2026-11-26", time: "15:00" });
    expect(nextFullHour("2026-11-26T13:55:00Z", "Europe/Paris")).toEqual({ date: "2026-11-26", time: "16:00" });
    expect(nextFullHour("2026-11-26T22:30:00Z", "Europe/Paris")).toEqual({ date: "2026-11-27", time: "00:00" });
  });

  it("says minutes and hours", () => {
    expect([30, 60, 95].map(formatDuration)).toEqual(["30 min", "1 h", "1 h 35 min"]);
  });
});
