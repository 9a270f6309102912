// The list: one line a case, most urgent first, driven by keys as well as by pointer.

import type { CaseRow, SortBy, Sorting, Tab } from "../caserow.ts";
import { countTabs, inTab, sortRows, tabs } from "../caserow.ts";
import type { CivilDay } from "../days.ts";
import { longDay, shortDay } from "../days.ts";
import type { Child, MarkState } from "../dom.ts";
import { el, mark, notice, unseen } from "../dom.ts";
import { daysLeft } from "../due.ts";
import type { Texts } from "../texts.ts";
import { Choice } from "./choice.ts";
import { link } from "./frame.ts";
import type { View } from "./view.ts";

/** How the officer left the list; kept in memory so that coming back finds it so. */
export interface ListMemory {
  tab: Tab;
  sorting: Sorting;
  search: string;
  /** Report id of the current line. */
  current: string | null;
}

export const freshList = (): ListMemory => ({ tab: "all", sorting: { by: "next", direction: "ascending" }, search: "", current: null });

export interface ListFacts {
  readonly rows: readonly CaseRow[];
  readonly today: CivilDay;
  readonly warnings: readonly Child[];
  readonly ownerName: (id: string | null) => string;
  /** Whether unsent text of this officer waits in the case. */
  readonly hasDraft: (reportId: string) => boolean;
  /** Whether an opened case holds the words, in memory only. */
  readonly matches: (reportId: string, words: string) => boolean;
  readonly open: (reportId: string) => void;
  readonly lock: () => void;
  /** Lays cases aside as junk, or takes them back; false when it is not stored yet. */
  readonly lay: (reportIds: readonly string[], aside: boolean) => Promise<boolean>;
}

export function listView(facts: ListFacts, memory: ListMemory, texts: Texts): View {
  const body = el("tbody", { role: "rowgroup" });
  const head = el("tr", { role: "row" });
  const filters = el("ul", { class: "tabs" });
  const lead = el("p", { class: "soft", hidden: true }, texts.say("list.aside-lead"));
  const nothing = el("div", { class: "empty", hidden: true }, el("p", { class: "soft" }, texts.say("list.nothing-found")));
  const table = el(
    "table",
    { class: "cases", role: "table" },
    el("caption", { class: "unseen" }, texts.say("list.caption")),
    el("thead", { role: "rowgroup" }, head),
    body,
  );
  const search = el("input", { class: "input", type: "search", "aria-label": texts.say("list.search"), placeholder: texts.say("list.search"), autocomplete: "off", spellcheck: "false", value: memory.search });

  let cases = facts.rows;
  const lay = (reportIds: readonly string[], aside: boolean) => {
    cases = cases.map((row) => (reportIds.includes(row.reportId) ? { ...row, aside } : row));
    return facts.lay(reportIds, aside);
  };
  const choice = new Choice({ shown: () => shown().map((row) => row.reportId), aside: () => memory.tab === "aside", lay, draw: () => draw() }, texts);

  const shown = (): CaseRow[] => {
    const words = memory.search.trim().toLocaleLowerCase(texts.language);
    const found = (row: CaseRow) =>
      words === "" ||
      `${row.number} ${texts.pick("stage", row.stage)} ${facts.ownerName(row.owner)}`.toLocaleLowerCase(texts.language).includes(words) ||
      facts.matches(row.reportId, words);
    return sortRows(cases.filter((row) => inTab(row, memory.tab) && found(row)), memory.sorting, facts.ownerName);
  };

  const draw = () => {
    const rows = shown();
    if (!rows.some((row) => row.reportId === memory.current)) {
      memory.current = rows[0]?.reportId ?? null;
    }
    head.replaceChildren(...headings(memory, texts, (by) => (sortBy(memory, by), draw())));
    filters.replaceChildren(...tabLinks(cases, memory, texts, (tab) => ((memory.tab = tab), draw())));
    body.replaceChildren(...rows.map((row) => line(row, choice, facts, memory, texts)));
    table.hidden = rows.length === 0;
    nothing.hidden = rows.length > 0;
    nothing.firstElementChild?.replaceChildren(texts.say(memory.tab === "aside" && memory.search.trim() === "" ? "list.aside-empty" : "list.nothing-found"));
    lead.hidden = memory.tab !== "aside";
    choice.keepShown();
  };
  const move = (step: number) => {
    const rows = shown();
    const at = rows.findIndex((row) => row.reportId === memory.current);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next !== undefined) {
      memory.current = next.reportId;
      draw();
      currentLink(body)?.focus();
    }
  };
  search.addEventListener("input", () => ((memory.search = search.value), draw()));
  const returning = memory.current !== null;
  draw();

  const heading = el("div", { class: "page-head" }, el("h1", {}, texts.say("list.title")), el("p", { class: "soft small" }, texts.say("list.today", { date: longDay(facts.today, texts.locale) })));
  const content = facts.rows.length === 0 ? [empty(texts)] : [el("div", { class: "filters page-filters" }, filters, search), lead, choice.root, table, nothing, keyLine(texts)];
  return {
    title: texts.say("list.title"),
    main: [heading, ...facts.warnings, ...overdueNotice(facts, texts), ...content],
    focus: returning ? currentLink(body) : null,
    keys: new Map([
      ["j", () => move(1)],
      ["k", () => move(-1)],
      ["o", () => memory.current !== null && facts.open(memory.current)],
      ["/", () => search.focus()],
      ["l", facts.lock],
    ]),
  };
}

const currentLink = (body: HTMLElement) => body.querySelector<HTMLElement>('tr[aria-current="true"] .case-title');

function sortBy(memory: ListMemory, by: SortBy): void {
  const turned = memory.sorting.by === by && memory.sorting.direction === "ascending";
  memory.sorting = { by, direction: turned ? "descending" : "ascending" };
}

function headings(memory: ListMemory, texts: Texts, sort: (by: SortBy) => void): HTMLElement[] {
  const column = (by: SortBy) =>
    el(
      "th",
      { role: "columnheader", scope: "col", "aria-sort": memory.sorting.by === by ? memory.sorting.direction : null },
      el("button", { type: "button", on: { click: () => sort(by) } }, texts.pick("list.column", by)),
    );
  const silent = (words: string) => el("th", { role: "columnheader", scope: "col" }, unseen(words));
  return [silent(texts.say("list.choice")), silent(texts.say("list.unread")), column("number"), column("next"), column("stage"), column("owner")];
}

function tabLinks(rows: readonly CaseRow[], memory: ListMemory, texts: Texts, choose: (tab: Tab) => void): HTMLElement[] {
  const counts = countTabs(rows);
  return tabs.map((tab) => {
    const current: Readonly<Record<string, string>> = tab === memory.tab ? { "aria-current": "true" } : {};
    const item = link(texts.pick("list.tab", tab), () => choose(tab), current);
    item.append(" ", el("b", {}, String(counts[tab])));
    return el("li", {}, item);
  });
}

function line(row: CaseRow, choice: Choice, facts: ListFacts, memory: ListMemory, texts: Texts): HTMLElement {
  const current = row.reportId === memory.current;
  const title = link(texts.say("list.case", { number: row.number }), () => ((memory.current = row.reportId), facts.open(row.reportId)), { class: "case-title", tabindex: current ? "0" : "-1" });
  const fresh = row.group === "new";
  const stage = texts.pick("stage", row.stage);
  return el(
    "tr",
    { role: "row", "data-unread": row.unread, "data-done": row.group === "done", "aria-current": current ? "true" : null },
    el("td", { role: "cell", "data-cell": "mark" }, choice.box(row.reportId, row.number)),
    el("td", { role: "cell", "data-cell": "unread" }, ...(row.unread ? [el("span", { class: "unread" }), unseen(texts.say("list.unread"))] : [])),
    el("td", { role: "cell", "data-cell": "title" }, title),
    el("td", { role: "cell", "data-cell": "due" }, dueCell(row, facts.today, texts)),
    el("td", { role: "cell", "data-cell": "state" }, fresh ? el("span", { class: "tag", "data-solid": true }, stage) : stage, ...(facts.hasDraft(row.reportId) ? [" ", el("span", { class: "tag" }, texts.say("list.draft"))] : []), ...orderTags(row, texts)),
    el("td", { role: "cell", "data-cell": "owner" }, facts.ownerName(row.owner)),
  );
}

/** The mark, the days left and the date in words. */
export function dueCell(row: Pick<CaseRow, "next" | "feedback" | "received">, today: CivilDay, texts: Texts): HTMLElement {
  const { what, by, state } = row.next;
  const short = (day: CivilDay) => shortDay(day, today, texts.locale);
  const words =
    what === "none" || by === null
      ? { left: texts.say("left.done"), what: row.feedback === null ? texts.say("due.received", { date: short(row.received) }) : texts.say("due.feedback-given", { date: short(row.feedback) }) }
      : { left: daysLeft(by, today, texts), what: texts.say(by < today ? `due.${what}-was` : `due.${what}`, { date: short(by) }) };
  const shown = what === "none" ? "done" : state;
  return el("span", { class: "due", "data-state": shown }, mark(shown), el("span", { class: "due-left" }, words.left), el("span", { class: "due-what" }, words.what));
}

function overdueNotice(facts: ListFacts, texts: Texts): HTMLElement[] {
  const late = facts.rows.filter((row) => row.next.state === "overdue" && !row.aside);
  if (late.length === 0) {
    return [];
  }
  const links = late.flatMap((row, at) => [at > 0 && ", ", link(row.number, () => facts.open(row.reportId))]);
  return [
    el(
      "div",
      { class: "notice", "data-tone": "late" },
      el("p", { class: "notice-head" }, mark("overdue"), el("span", {}, el("strong", {}, texts.count("list.overdue", late.length)), " ", texts.say("list.overdue-do"), " ", ...links)),
    ),
  ];
}

/** Which cases have a date on which nobody will be in. Only what this officer receives stands in the list, so nobody else's case does. */
export function coverNotice(rows: readonly CaseRow[], open: (reportId: string) => void, texts: Texts): HTMLElement[] {
  const uncovered = rows.filter((row) => row.uncovered.length > 0);
  if (uncovered.length === 0) {
    return [];
  }
  const links = uncovered.flatMap((row, at) => [at > 0 && ", ", link(row.number, () => open(row.reportId))]);
  return [notice("near", texts.say("cover.head"), [texts.say("cover.do")], el("p", {}, texts.say("cover.cases"), " ", ...links))];
}

const empty = (texts: Texts) => el("div", { class: "empty" }, el("h2", {}, texts.say("list.empty-head")), el("p", { class: "soft" }, texts.say("list.empty")), el("p", { class: "soft" }, texts.say("list.empty-mail")));

function keyLine(texts: Texts): HTMLElement {
  const key = (...names: string[]) => names.flatMap((name) => [el("kbd", {}, name), " "]);
  return el(
    "p",
    { class: "keys" },
    el("span", {}, ...key("J", "K"), texts.say("keys.line-move")),
    el("span", {}, ...key("O"), texts.say("keys.line-open")),
    el("span", {}, ...key("/"), texts.say("keys.line-search")),
    el("span", {}, ...key("?"), texts.say("keys.line-all")),
  );
}

function orderTags({ asks, held, termOver }: CaseRow, texts: Texts): (HTMLElement | string)[] {
  const tag = (words: string, state: MarkState) => [" ", el("span", { class: "tag", "data-state": state }, words)];
  return [...(asks ? tag(texts.say("list.asks"), "near") : []), ...(held ? tag(texts.say("list.held"), "now") : []), ...(termOver && !held ? tag(texts.say("list.term-over"), "near") : [])];
}
