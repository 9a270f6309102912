import { expect, test } from "vitest";
import { byUrgency, countTabs, headKey, isUnread, makeRow, sortRows, stageOf } from "../../src/Casework/Web/caserow.ts";
import { daysLeft } from "../../src/Casework/Web/due.ts";
import { clockSteps } from "../../src/Casework/Web/clock.ts";
import type { WireCase } from "../../src/Casework/Web/wire.ts";
import { makeTexts } from "../../src/Casework/Web/texts.ts";
import dutch from "../../src/Casework/Web/texts/nl.json";

const texts = makeTexts("nl", dutch);
const reporter = "AAAAAAAAAAAAAAAAAAAAAA";
const channel = "_____________________w";
const self = "EREREREREREREREREREREQ";
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const today = day("2026-11-20");

function wire(change: Partial<WireCase> = {}): WireCase {
  return {
    caseNumber: "2K9T", reportId: "r1", received: day("2026-11-16"), acknowledgeBy: day("2026-11-23"), acknowledgeWorkTarget: day("2026-11-23"),
    acknowledged: null, acknowledgedByChannel: false, feedbackBy: day("2027-02-23"), feedbackWorkTarget: day("2027-02-23"), feedback: null,
    articleAcknowledge: "art. 12, 2°", articleFeedback: "art. 12, 5°",
    next: { what: "acknowledge", by: day("2026-11-23"), daysLeft: 3, state: "near" }, owner: null, recipients: [self],
    heads: [{ author: reporter, stream: 0, seq: 0 }], decisions: [], keptUntil: day("2028-11-16"), held: false, ordersWaiting: 0, away: [], uncovered: [], ...change,
  };
}

test.each([
  ["2026-11-12", "8 dagen te laat"],
  ["2026-11-19", "1 dag te laat"],
  ["2026-11-20", "Vandaag"],
  ["2026-11-21", "Nog 1 dag"],
  ["2026-11-27", "Nog 7 dagen"],
  ["2026-12-03", "Nog 13 dagen"],
  ["2026-12-04", "Nog 2 weken"],
  ["2027-01-02", "Nog 6 weken"],
  ["2027-02-12", "Nog 12 weken"],
])("Days_left_until_%s_are_said_as_%s", (by, words) => {
  expect(daysLeft(day(by), today, texts)).toBe(words);
});

const row = (number: string, state: "overdue" | "near" | "future" | "done", by: string | null, owner: string | null = null) =>
  makeRow(wire({ caseNumber: number, reportId: number, owner, feedback: state === "done" ? today : null, next: { what: by === null ? "none" : "feedback", by: by === null ? null : day(by), daysLeft: null, state } }), null, new Map(), self, today);

test("The_list_shows_overdue_first_then_near_then_by_date_and_done_last", () => {
  const rows = [row("DONE", "done", null), row("FAR2", "future", "2027-02-12"), row("FAR1", "future", "2027-01-02"), row("NEAR", "near", "2026-11-23"), row("LATE", "overdue", "2026-11-12")];
  expect([...rows].sort(byUrgency).map((item) => item.number)).toEqual(["LATE", "NEAR", "FAR1", "FAR2", "DONE"]);
});

test("Sorting_by_another_column_turns_round_and_urgency_decides_between_equals", () => {
  const rows = [row("B", "future", "2027-01-02", "x"), row("A", "near", "2026-11-23", "x"), row("C", "overdue", "2026-11-12", "a")];
  const name = (id: string | null) => id ?? "";
  expect(sortRows(rows, { by: "owner", direction: "ascending" }, name).map((item) => item.number)).toEqual(["C", "A", "B"]);
  expect(sortRows(rows, { by: "number", direction: "descending" }, name).map((item) => item.number)).toEqual(["C", "B", "A"]);
});

test("A_case_is_new_until_an_officer_acts_even_when_the_channel_acknowledged", () => {
  expect(stageOf(wire(), null)).toBe("new");
  expect(stageOf(wire({ acknowledged: today, acknowledgedByChannel: true }), null)).toBe("acknowledged-by-channel");
  expect(stageOf(wire({ acknowledged: today, owner: self }), null)).toBe("in-progress");
  expect(stageOf(wire({ acknowledged: today, owner: self, feedback: today }), null)).toBe("feedback-given");
  expect(stageOf(wire({ acknowledged: today, owner: self, feedback: today }), "closed")).toBe("closed");
});

test("Tabs_count_every_case_once_besides_all", () => {
  const rows = [makeRow(wire(), null, new Map(), self, today), makeRow(wire({ owner: self }), null, new Map(), self, today), makeRow(wire({ feedback: today }), "closed", new Map(), self, today)];
  expect(countTabs(rows)).toEqual({ all: 3, new: 1, open: 1, done: 1, aside: 0 });
});

test("Unread_is_what_others_wrote_beyond_the_heads_that_were_read", () => {
  expect(isUnread(wire(), new Map(), self)).toBe(true);
  expect(isUnread(wire(), new Map([[headKey(reporter, 0), 0]]), self)).toBe(false);
  expect(isUnread(wire({ heads: [{ author: reporter, stream: 0, seq: 1 }] }), new Map([[headKey(reporter, 0), 0]]), self)).toBe(true);
  expect(isUnread(wire({ heads: [{ author: self, stream: 0, seq: 4 }, { author: channel, stream: 0, seq: 0 }] }), new Map(), self)).toBe(false);
});

test("The_clock_names_the_article_and_the_last_working_day_when_that_is_earlier", () => {
  const steps = clockSteps(wire({ acknowledgeBy: day("2026-11-22"), acknowledgeWorkTarget: day("2026-11-20") }), today, texts);
  expect(steps.map((step) => step.state)).toEqual(["done", "near", "future", "future", "future"]);
  expect(steps[1]?.notes).toEqual(["Art. 12, 2°: zeven dagen na ontvangst", "Laatste werkdag ervoor: vrijdag 20 november 2026"]);
  expect(steps[1]?.left).toBe("Nog 2 dagen");
});

test("A_date_that_was_missed_stays_visible_after_the_late_act", () => {
  const late = wire({ acknowledged: day("2026-11-25"), feedback: day("2027-03-01"), next: { what: "none", by: null, daysLeft: null, state: "done" } });
  const steps = clockSteps(late, day("2027-03-02"), texts);
  expect(steps[2]).toMatchObject({ state: "overdue", what: "Bevestigd, te laat" });
  expect(steps[4]).toMatchObject({ state: "overdue", what: "Feedback, te laat" });
});

test("What_was_laid_aside_stands_under_that_tab_only_until_the_reporter_writes_again", () => {
  const laid = new Map([["r1", 0]]);
  const junk = makeRow(wire(), null, new Map(), self, today, laid);
  const wrote = makeRow(wire({ heads: [{ author: reporter, stream: 0, seq: 1 }] }), null, new Map(), self, today, laid);
  const other = makeRow(wire({ reportId: "r2" }), null, new Map(), self, today, laid);

  expect(countTabs([junk, wrote, other])).toEqual({ all: 2, new: 2, open: 0, done: 0, aside: 1 });
});
