import { describe, expect, it } from "vitest";
import { civilDay } from "@integrity-channel/crypto";
import { clockMarks, lapseOf, type ClockFacts } from "../../src/Intake/Web/mailbox/clock.ts";

const received = civilDay({ year: 2026, month: 11, day: 9 });
const facts = (change: Partial<ClockFacts>): ClockFacts => ({ received, acknowledged: null, feedback: null, today: received, ...change });
const states = (change: Partial<ClockFacts>): string[] => clockMarks(facts(change)).map((mark) => mark.state);
const officer = (day: number): ClockFacts["acknowledged"] => ({ day, byChannel: false });

describe("the five marks", () => {
  it("start_with_the_acknowledgement_running", () => {
    expect(states({})).toEqual(["done", "now", "future", "future", "future"]);
  });

  it("come_near_four_days_before_the_acknowledgement_date_and_lapse_the_day_after", () => {
    expect(states({ today: received + 2 })[1]).toBe("now");
    expect(states({ today: received + 3 })[1]).toBe("near");
    expect(states({ today: received + 7 })[1]).toBe("near");
    expect(states({ today: received + 8 })[1]).toBe("overdue");
  });

  it("run_to_the_feedback_once_acknowledged_and_count_from_the_acknowledgement", () => {
    const marks = clockMarks(facts({ acknowledged: officer(received + 3), today: received + 11 }));
    expect(marks.map((mark) => mark.state)).toEqual(["done", "done", "done", "now", "future"]);
    expect(marks[3]!.day).toBe(civilDay({ year: 2027, month: 2, day: 12 }));
    expect(marks[2]!.note).toEqual({ say: "inTime" });
  });

  it("come_near_seven_days_before_the_feedback_date", () => {
    const due = clockMarks(facts({ acknowledged: officer(received) }))[3]!.day!;
    const at = (days: number): string => states({ acknowledged: officer(received), today: due - days })[3]!;
    expect([at(8), at(7), at(0), at(-1)]).toEqual(["now", "near", "near", "overdue"]);
  });

  it("never_let_a_late_acknowledgement_move_the_feedback_date", () => {
    const late = clockMarks(facts({ acknowledged: officer(received + 20), today: received + 21 }));
    expect(late[3]!.day).toBe(clockMarks(facts({}))[3]!.day);
    expect(late[2]!.note).toEqual({ say: "late" });
    expect(late[1]!.state).toBe("overdue");
  });

  it("say_when_the_channel_acknowledged_and_keep_a_late_feedback_visible", () => {
    expect(clockMarks(facts({ acknowledged: { day: received + 7, byChannel: true } }))[2]!.note).toEqual({ say: "byChannel" });
    const due = clockMarks(facts({}))[3]!.day!;
    const marks = clockMarks(facts({ acknowledged: officer(received + 7), feedback: due + 5, today: due + 6 }));
    expect([marks[3]!.state, marks[4]!.state, marks[4]!.note]).toEqual(["overdue", "done", { say: "late" }]);
  });
});

describe("a lapse", () => {
  it("is_none_on_the_date_itself_and_the_acknowledgement_the_day_after", () => {
    expect(lapseOf(facts({ today: received + 7 }))).toBeNull();
    expect(lapseOf(facts({ today: received + 8 }))).toEqual({ term: "acknowledge", due: received + 7 });
  });

  it("of_feedback_weighs_more_and_ends_with_the_feedback", () => {
    const due = clockMarks(facts({}))[3]!.day!;
    expect(lapseOf(facts({ today: due + 1 }))).toEqual({ term: "feedback", due });
    expect(lapseOf(facts({ today: due + 1, feedback: due + 1 }))).toBeNull();
  });
});
