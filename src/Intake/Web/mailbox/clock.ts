// The statutory clock as the reporter sees it: five marks, each with words. Pure; days are civil days of the organisation's zone.

import { acknowledgeBy, feedbackBy } from "@integrity-channel/crypto";
import type { MarkState } from "../page.ts";

/** What happened so far. `today` is the server's day. */
export interface ClockFacts {
  received: number;
  acknowledged: { day: number; byChannel: boolean } | null;
  feedback: number | null;
  today: number;
}

export type MarkName = "received" | "acknowledgeBy" | "acknowledged" | "feedbackBy" | "feedback";

/** The words beside a mark: none, or a state with days (from today, or past the date). */
export type MarkNote =
  | { say: "nothing" | "notYet" | "inTime" | "late" | "byChannel" | "today" }
  | { say: "left" | "over"; days: number };

export interface ClockMark {
  name: MarkName;
  state: MarkState;
  /** The day to show; null where nothing happened yet. */
  day: number | null;
  note: MarkNote;
}

/** Days before a date from which it is near: acknowledgement 4, feedback 7. */
const near = { acknowledge: 4, feedback: 7 } as const;

export function clockMarks(facts: ClockFacts): ClockMark[] {
  const acknowledgeDue = acknowledgeBy(facts.received);
  const feedbackDue = feedbackBy(facts.received, facts.acknowledged?.day ?? null);
  const running = facts.acknowledged === null && facts.feedback === null ? "acknowledge" : "feedback";
  return [
    { name: "received", state: "done", day: facts.received, note: { say: "nothing" } },
    { name: "acknowledgeBy", day: acknowledgeDue, ...due(acknowledgeDue, facts.acknowledged?.day ?? null, facts.today, near.acknowledge, running === "acknowledge") },
    { name: "acknowledged", ...done(facts.acknowledged?.day ?? null, acknowledgeDue, facts.acknowledged?.byChannel === true) },
    { name: "feedbackBy", day: feedbackDue, ...due(feedbackDue, facts.feedback, facts.today, near.feedback, running === "feedback") },
    { name: "feedback", ...done(facts.feedback, feedbackDue, false) },
  ];
}

/** A date: done once the act came, however late (the act's own mark says late); else by how far away it is. */
function due(date: number, act: number | null, today: number, nearDays: number, running: boolean): Pick<ClockMark, "state" | "note"> {
  if (act !== null) {
    return { state: act <= date ? "done" : "overdue", note: { say: "nothing" } };
  }
  const days = date - today;
  if (days < 0) {
    return { state: "overdue", note: { say: "over", days: -days } };
  }
  const note: MarkNote = days === 0 ? { say: "today" } : { say: "left", days };
  return { state: days <= nearDays ? "near" : running ? "now" : "future", note };
}

function done(day: number | null, date: number, byChannel: boolean): Pick<ClockMark, "state" | "day" | "note"> {
  if (day === null) {
    return { state: "future", day, note: { say: "notYet" } };
  }
  return { state: "done", day, note: { say: day > date ? "late" : byChannel ? "byChannel" : "inTime" } };
}

export type Lapse = { term: "acknowledge" | "feedback"; due: number } | null;

/** The term that lapsed without its act; feedback weighs more. */
export function lapseOf(facts: ClockFacts): Lapse {
  const feedbackDue = feedbackBy(facts.received, facts.acknowledged?.day ?? null);
  if (facts.feedback !== null) {
    return null;
  }
  if (facts.today > feedbackDue) {
    return { term: "feedback", due: feedbackDue };
  }
  const acknowledgeDue = acknowledgeBy(facts.received);
  return facts.acknowledged === null && facts.today > acknowledgeDue ? { term: "acknowledge", due: acknowledgeDue } : null;
}
