// The case file: head with the next date, action bar, thread, answer box; the clock, the facts and the keys at the side.

import type { ClockStep } from "../clock.ts";
import type { CivilDay } from "../days.ts";
import { plainDay } from "../days.ts";
import type { Child, MarkState } from "../dom.ts";
import { button, el, mark, notice, paragraphs } from "../dom.ts";
import type { DraftAction } from "../drafts.ts";
import type { OpenActions } from "../lawful.ts";
import type { Texts } from "../texts.ts";
import type { ThreadItem } from "../thread.ts";
import { link } from "./frame.ts";
import { ordersPanel, type OrdersPanel } from "./orders.ts";
import { toolbar } from "./toolbar.ts";
import type { View } from "./view.ts";

export interface Fact {
  readonly what: string;
  readonly value: string;
}

export interface Warning {
  readonly head: string;
  readonly lines: readonly string[];
  readonly tone: "near" | "late" | "plain";
}

export interface CaseFacts {
  readonly number: string;
  readonly next: { readonly state: MarkState; readonly words: string };
  readonly stage: string;
  readonly owner: string;
  readonly recipients: string;
  readonly warnings: readonly Warning[];
  readonly thread: readonly ThreadItem[];
  /** What stands under the entry with that index: its files, and the button that prints it. */
  readonly under: (at: number) => readonly Child[];
  readonly clock: readonly ClockStep[];
  readonly facts: readonly Fact[];
  readonly orders: OrdersPanel;
  readonly today: CivilDay;
  /** Null when nothing can be written: the report itself did not open. */
  readonly actions: OpenActions | null;
  readonly answer: HTMLElement | null;
  /** The whole case on paper, with the identity hidden; and the act that asks first. */
  readonly paper: () => HTMLElement;
  readonly print: () => void;
  /** Takes the case out of the channel; null for whoever is no reader of it now, since the manifest would not count. */
  readonly export: (() => void) | null;
  readonly act: (action: DraftAction) => void;
  readonly back: () => void;
  readonly lock: () => void;
}

export function caseView(facts: CaseFacts, texts: Texts): View {
  const head = el(
    "div",
    { class: "case-head" },
    el("h1", {}, texts.say("case.title", { number: facts.number })),
    el(
      "p",
      { class: "case-meta" },
      el("span", { class: "tag", "data-state": facts.next.state }, mark(facts.next.state, "s"), facts.next.words),
      el("span", {}, texts.say("case.stage", { stage: facts.stage })),
      el("span", {}, texts.say("case.owner", { owner: facts.owner })),
      el("span", {}, texts.say("case.readers", { readers: facts.recipients })),
      button(texts.say("print.case"), facts.print, { kind: "text" }),
      facts.export !== null && button(texts.say("export.case"), facts.export, { kind: "text" }),
    ),
  );
  const main = el(
    "div",
    { class: "case-main" },
    facts.actions !== null && toolbar(facts.actions, facts.act, texts),
    ...facts.warnings.map(({ tone, head: words, lines }) => notice(tone, words, lines)),
    el("h2", { class: "unseen", id: "thread" }, texts.say("case.thread")),
    el("ol", { class: "thread", "data-view": "officer", "aria-labelledby": "thread" }, ...facts.thread.map((item, at) => message(item, facts.under(at), texts))),
    facts.answer,
  );
  const side = el("aside", { class: "case-side", "aria-label": texts.say("case.side") }, clockPanel(facts.clock, texts), factsPanel(facts.facts, texts), ordersPanel(facts.orders, texts));
  const may = (action: DraftAction) => facts.actions !== null && [facts.actions.primary, ...facts.actions.beside, ...facts.actions.menu].includes(action);
  const key = (name: string, action: DraftAction): readonly [string, () => void][] => (may(action) ? [[name, () => facts.act(action)]] : []);
  return {
    title: texts.say("case.tab"),
    paper: facts.paper,
    bar: facts.actions !== null,
    main: [link(texts.say("nav.cases"), facts.back, { class: "back" }), head, el("div", { class: "case" }, main, side)],
    keys: new Map([["u", facts.back], ["l", facts.lock], ...key("r", "reply"), ...key("f", "feedback"), ...key("n", "note")]),
  };
}

function message(item: ThreadItem, under: readonly Child[], texts: Texts): HTMLElement {
  const tags: Child[] = [
    item.tag !== null && el("span", { class: "tag", "data-state": item.tag.state }, item.tag.words),
    item.fresh && el("span", { class: "tag", "data-solid": true }, texts.say("thread.new")),
  ];
  return el(
    "li",
    { class: "message", "data-from": item.from },
    el("div", { class: "message-head" }, el("h3", { class: "message-who" }, item.who), el("span", { class: "message-when" }, plainDay(item.day, texts.locale)), ...tags),
    ...item.parts.flatMap((part) => [part.head !== null && el("h4", {}, part.head), ...paragraphs(part.text)]),
    item.fault !== null && notice("late", item.fault.head, item.fault.lines),
    ...under,
  );
}

function clockPanel(steps: readonly ClockStep[], texts: Texts): HTMLElement {
  const step = ({ state, what, when, left, notes }: ClockStep) =>
    el(
      "li",
      { "data-state": state },
      mark(state),
      el("span", { class: "timeline-what" }, what),
      el("span", { class: "timeline-when" }, when),
      left !== null && el("span", { class: "timeline-left" }, el("span", { class: "tag", "data-state": state }, left)),
      ...notes.map((note) => el("span", { class: "timeline-note" }, note)),
    );
  return el("section", { class: "panel", "aria-labelledby": "clock" }, el("h2", { id: "clock" }, texts.say("clock.title")), el("ol", { class: "timeline" }, ...steps.map(step)));
}

function factsPanel(facts: readonly Fact[], texts: Texts): HTMLElement {
  const row = ({ what, value }: Fact) => el("div", {}, el("dt", {}, what), el("dd", {}, value));
  return el("section", { class: "panel", "aria-labelledby": "facts" }, el("h2", { id: "facts" }, texts.say("facts.title")), el("dl", { class: "facts" }, ...facts.map(row)));
}
