// A sheet of paper: shown only in print, in place of the screen. The browser's own print command finds it there too, so printing a case
// never puts on paper what only the screen may show.

import { el, mark, paragraphs } from "../dom.ts";
import type { Paper } from "../paper.ts";
import { plainDay } from "../days.ts";
import type { Texts } from "../texts.ts";
import type { ThreadItem } from "../thread.ts";
import type { ClockStep } from "../clock.ts";

export function paperView(paper: Paper, organisation: string, texts: Texts): HTMLElement {
  // A table's head is repeated on every page, so that a loose page still says which case it belongs to.
  const head = el("p", { class: "paper-head" }, organisation, organisation !== "" && " · ", paper.number);
  const body = el(
    "div",
    { class: "paper-body" },
    el("h1", {}, paper.title),
    el("p", { class: "paper-number" }, paper.number),
    el("div", { class: "paper-hidden" }, ...paper.hidden.map((line, at) => el("p", {}, at === 0 ? el("strong", {}, line) : line))),
    paper.facts.length > 0 && el("dl", { class: "paper-facts" }, ...paper.facts.map(({ what, value }) => el("div", {}, el("dt", {}, what), el("dd", {}, value)))),
    ...clock(paper.clock, texts),
    ...paper.parts.map((part) => el("section", {}, part.head !== null && el("h2", {}, part.head), ...paragraphs(part.text))),
    ...thread(paper.thread, texts),
    el("div", { class: "paper-foot" }, ...paper.foot.map((line) => el("p", {}, line))),
  );
  return el("article", { class: "paper", lang: texts.language }, el("div", { class: "paper-top" }, head), body);
}

function clock(steps: readonly ClockStep[], texts: Texts): HTMLElement[] {
  const step = ({ state, what, when, notes }: ClockStep) => el("li", {}, mark(state, "s"), el("span", {}, el("strong", {}, what), ` ${when}`), ...notes.map((note) => el("span", { class: "paper-note" }, note)));
  return steps.length === 0 ? [] : [el("section", { class: "paper-whole" }, el("h2", {}, texts.say("clock.title")), el("ol", { class: "paper-clock" }, ...steps.map(step)))];
}

function thread(items: readonly ThreadItem[], texts: Texts): HTMLElement[] {
  const message = (item: ThreadItem) =>
    el(
      "li",
      {},
      el("h3", {}, item.who, `, ${plainDay(item.day, texts.locale)}`, item.tag !== null && ` (${item.tag.words})`),
      ...item.parts.flatMap((part) => [part.head !== null && el("h4", {}, part.head), ...paragraphs(part.text)]),
      item.fault !== null && el("p", {}, el("strong", {}, item.fault.head)),
    );
  return items.length === 0 ? [] : [el("section", {}, el("h2", {}, texts.say("case.thread")), el("ol", { class: "paper-thread" }, ...items.map(message)))];
}

/**
 * Lays the sheet that print media shows in place of the screen. It lies there as long as its screen does, unseen: what goes on paper
 * then hangs on no event that a browser may forget.
 */
export class Printer {
  #standing: HTMLElement | null = null;
  #laid: HTMLElement | null = null;

  constructor() {
    addEventListener("afterprint", () => this.#lay(this.#standing));
  }

  /** The sheet of this screen; null prints the screen itself. */
  stand(paper: HTMLElement | null): void {
    this.#standing = paper;
    this.#lay(paper);
  }

  /** Prints another sheet, once. */
  print(paper: HTMLElement): void {
    this.#lay(paper);
    print();
  }

  #lay(paper: HTMLElement | null): void {
    this.#laid?.remove();
    this.#laid = paper;
    document.body.toggleAttribute("data-paper", paper !== null);
    if (paper !== null) {
      document.body.append(paper);
    }
  }
}
