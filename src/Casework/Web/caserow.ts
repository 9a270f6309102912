// One line of the list: what a recipient may know of a case without opening it, plus what this page opened itself.

import type { CivilDay } from "./days.ts";
import type { ClockState, Duty, NextDate, WireCase } from "./wire.ts";

/** What an officer decided (kind 6), in the order of the protocol's values 1 to 4. */
export type Decision = "admissible" | "not-admissible" | "handed-over" | "closed";

export const decisionOf = (value: number): Decision | null => (["admissible", "not-admissible", "handed-over", "closed"] as const)[value - 1] ?? null;

export type Stage = "new" | "acknowledged-by-channel" | "in-progress" | "feedback-given" | Decision;

export type Group = "new" | "open" | "done";

export interface CaseRow {
  readonly reportId: string;
  readonly number: string;
  readonly received: CivilDay;
  readonly next: NextDate;
  readonly feedback: CivilDay | null;
  readonly stage: Stage;
  readonly group: Group;
  readonly owner: string | null;
  readonly unread: boolean;
  /** Statutory dates over which every reader is away. */
  readonly uncovered: readonly Duty[];
  /** A second person is asked for a word. */
  readonly asks: boolean;
  readonly held: boolean;
  /** The term is over: somebody decides whether the case is erased. */
  readonly termOver: boolean;
  /** Laid aside by this officer, as junk. */
  readonly aside: boolean;
}

/** The highest sequence number this officer has read, by `author.stream` as in headKey. */
export type ReadHeads = ReadonlyMap<string, number>;

export const headKey = (author: string, stream: number): string => `${author}.${stream}`;

const channel = "_____________________w";

/** Unread: someone else than this officer and the channel wrote more than this officer has read. */
export function isUnread(found: WireCase, read: ReadHeads, self: string): boolean {
  return found.heads.some(({ author, stream, seq }) => author !== self && author !== channel && seq > (read.get(headKey(author, stream)) ?? -1));
}

const reporter = "AAAAAAAAAAAAAAAAAAAAAA";

/** The number of the reporter's last object. */
export const reporterSeq = (found: Pick<WireCase, "heads">): number => found.heads.find(({ author }) => author === reporter)?.seq ?? 0;

/** Laid aside until the reporter writes again. */
export const isAside = (found: WireCase, laid: ReadonlyMap<string, number>): boolean => reporterSeq(found) <= (laid.get(found.reportId) ?? -1);

/** The last decision counts; without one the clock and who acted say where the case stands. */
export function stageOf(found: WireCase, decision: Decision | null): Stage {
  if (decision === "closed" || decision === "handed-over") {
    return decision;
  }
  if (found.feedback !== null) {
    return "feedback-given";
  }
  if (decision !== null) {
    return decision;
  }
  if (found.owner !== null) {
    return "in-progress";
  }
  return found.acknowledged !== null && found.acknowledgedByChannel ? "acknowledged-by-channel" : "new";
}

const groups: Readonly<Record<Stage, Group>> = {
  "new": "new",
  "acknowledged-by-channel": "new",
  "in-progress": "open",
  "admissible": "open",
  "not-admissible": "open",
  "feedback-given": "done",
  "handed-over": "done",
  "closed": "done",
};

export function makeRow(found: WireCase, decision: Decision | null, read: ReadHeads, self: string, today: CivilDay, laid: ReadonlyMap<string, number> = new Map()): CaseRow {
  const stage = stageOf(found, decision);
  return {
    reportId: found.reportId,
    number: found.caseNumber,
    received: found.received,
    next: found.next,
    feedback: found.feedback,
    stage,
    group: groups[stage],
    owner: found.owner,
    unread: isUnread(found, read, self),
    uncovered: found.uncovered,
    asks: found.ordersWaiting > 0,
    held: found.held,
    termOver: found.keptUntil <= today,
    aside: isAside(found, laid),
  };
}

export type SortBy = "number" | "next" | "stage" | "owner";
export interface Sorting {
  readonly by: SortBy;
  readonly direction: "ascending" | "descending";
}

const urgency: Readonly<Record<ClockState, number>> = { overdue: 0, near: 1, now: 2, future: 2, done: 3 };
const stages: readonly Stage[] = ["new", "acknowledged-by-channel", "in-progress", "admissible", "not-admissible", "feedback-given", "handed-over", "closed"];

/** Most urgent first: overdue, near, the rest by date, done last; the random number decides between equals. */
export function byUrgency(a: CaseRow, b: CaseRow): number {
  const late = urgency[a.next.state] - urgency[b.next.state];
  const date = (a.next.by ?? Number.MAX_SAFE_INTEGER) - (b.next.by ?? Number.MAX_SAFE_INTEGER);
  return late || date || compareText(a.number, b.number);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function sortRows(rows: readonly CaseRow[], sorting: Sorting, ownerName: (id: string | null) => string): CaseRow[] {
  const compare: Readonly<Record<SortBy, (a: CaseRow, b: CaseRow) => number>> = {
    next: byUrgency,
    number: (a, b) => compareText(a.number, b.number),
    stage: (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage),
    owner: (a, b) => ownerName(a.owner).localeCompare(ownerName(b.owner)),
  };
  const sign = sorting.direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare[sorting.by](a, b) || byUrgency(a, b));
}

export type Tab = "all" | Group | "aside";
export const tabs: readonly Tab[] = ["all", "new", "open", "done", "aside"];

/** What was laid aside stands there and nowhere else. */
export const inTab = (row: CaseRow, tab: Tab): boolean => (row.aside ? tab === "aside" : tab === "all" || row.group === tab);

export function countTabs(rows: readonly CaseRow[]): Readonly<Record<Tab, number>> {
  const of = (tab: Tab) => rows.filter((row) => inTab(row, tab)).length;
  return { all: of("all"), new: of("new"), open: of("open"), done: of("done"), aside: of("aside") };
}
