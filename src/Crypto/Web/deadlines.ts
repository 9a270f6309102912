/*
 * The reporter's copy of the statutory clock, rules R1 to R5 (docs/deadlines.md): civil days only, the earliest of all
 * readings, no extension for weekends or holidays. The officers' side computes the same in Casework/Rules.
 */
import { civilDate, civilDay } from "./civilday.ts";

const acknowledgementDays = 7;
const feedbackMonths = 3;

/** Last day for the acknowledgement (R2): seven calendar days after the day of receipt. */
export function acknowledgeBy(received: number): number {
  return received + acknowledgementDays;
}

/**
 * Last day for the feedback (R3, R4): three calendar months after the earlier of the acknowledgement and the end of its
 * term; where the month lacks that date, its last day. A late acknowledgement moves nothing.
 */
export function feedbackBy(received: number, acknowledged: number | null): number {
  const term = acknowledgeBy(received);
  return addMonths(Math.min(acknowledged ?? term, term), feedbackMonths);
}

function addMonths(from: number, months: number): number {
  const { year, month, day } = civilDate(from);
  const first = { year: year + Math.floor((month - 1 + months) / 12), month: ((month - 1 + months) % 12) + 1, day: 1 };
  const lastDay = civilDate(civilDay({ ...first, month: first.month + 1 }) - 1).day;
  return civilDay({ ...first, day: Math.min(day, lastDay) });
}
