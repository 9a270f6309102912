import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acknowledgeBy, civilDate, civilDay, civilDayIn, feedbackBy } from "@integrity-channel/crypto";

interface Example { id: number; received: string; acknowledged: string | null; acknowledge_by: string; feedback_by: string }

const file = join(import.meta.dirname, "../Vectors/deadlines.json");
const { time_zone: zone, examples } = JSON.parse(readFileSync(file, "utf8")) as { time_zone: string; examples: Example[] };

function parse(text: string): number {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number) as [number, number, number];
  return civilDay({ year, month, day });
}

function write(day: number): string {
  const { year, month, day: date } = civilDate(day);
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

describe("statutory terms", () => {
  it("fit_every_worked_example", () => {
    expect(examples).toHaveLength(40);
    for (const example of examples) {
      const received = civilDayIn(zone, new Date(example.received));
      const acknowledged = example.acknowledged === null ? null : parse(example.acknowledged);
      expect(write(acknowledgeBy(received)), `example ${example.id}`).toBe(example.acknowledge_by);
      expect(write(feedbackBy(received, acknowledged)), `example ${example.id}`).toBe(example.feedback_by);
    }
  });

  it("never_move_later_through_a_late_acknowledgement_and_never_beyond_the_same_date_three_months_on", () => {
    for (let received = parse("2024-01-01"); received <= parse("2034-12-31"); received++) {
      const none = feedbackBy(received, null);
      expect(feedbackBy(received, received + 30)).toBe(none);
      expect(feedbackBy(received, received + 7)).toBe(none);
      expect(feedbackBy(received, received)).toBeLessThanOrEqual(none);
      const from = civilDate(received);
      const to = civilDate(feedbackBy(received, received));
      expect((to.month - from.month + 12) % 12).toBe(3);
      expect(to.day).toBeLessThanOrEqual(from.day);
    }
  });
});

describe("civil days", () => {
  it("turn_at_midnight_of_the_organisation_whatever_the_device", () => {
    expect(write(civilDayIn("Europe/Brussels", new Date("2026-03-28T22:59:59Z")))).toBe("2026-03-28");
    expect(write(civilDayIn("Europe/Brussels", new Date("2026-03-28T23:00:00Z")))).toBe("2026-03-29");
    expect(write(civilDayIn("Europe/Brussels", new Date("2026-07-01T22:00:00Z")))).toBe("2026-07-02");
  });

  it("count_from_the_first_of_january_1970_and_come_back", () => {
    expect(civilDay({ year: 1970, month: 1, day: 1 })).toBe(0);
    for (let day = 19_000; day < 24_000; day++) expect(civilDay(civilDate(day))).toBe(day);
  });
});
