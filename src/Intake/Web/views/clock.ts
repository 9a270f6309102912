// Draws the five marks of the statutory clock and, after a lapse, what a reporter may do.

import { feedbackBy } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { daysLeft, longDate } from "../dates.ts";
import { link } from "../frame.ts";
import { clockMarks, lapseOf, type ClockFacts, type ClockMark } from "../mailbox/clock.ts";
import { h, mark, notice } from "../page.ts";
import { renderLines } from "./lines.ts";

export function clockPanel(app: App, facts: ClockFacts): HTMLElement {
  const { texts } = app;
  return h("section", { class: "panel", "aria-labelledby": "clock" }, h("h2", { id: "clock" }, texts.of("clock.title")),
    h("ol", { class: "timeline" }, clockMarks(facts).map((given) => item(app, given))),
    h("details", {}, h("summary", {}, texts.of("clock.question")), h("div", { class: "detail-body small" }, h("p", {}, texts.of("clock.answer")))));
}

function item(app: App, { name, state, day, note }: ClockMark): HTMLElement {
  const { texts } = app;
  const words = noteWords(app, note);
  return h("li", { "data-state": state }, mark(state), h("span", { class: "timeline-what" }, texts.of(`clock.${name}`)),
    h("span", { class: "timeline-when" }, day === null ? texts.of("clock.notYet") : longDate(texts, day)),
    words === null ? null : h("span", { class: "timeline-note" }, words));
}

function noteWords({ texts }: App, note: ClockMark["note"]): string | null {
  switch (note.say) {
    case "nothing":
    case "notYet":
      return null;
    case "left":
    case "over":
      return texts.of(`clock.${note.say}`, { time: daysLeft(texts, note.days) });
    default:
      return texts.of(`clock.${note.say}`);
  }
}

export function lapseNotice(app: App, facts: ClockFacts): HTMLElement | null {
  const { texts } = app;
  const lapse = lapseOf(facts);
  if (lapse === null) {
    return null;
  }
  const date = longDate(texts, lapse.due);
  if (lapse.term === "acknowledge") {
    const feedback = longDate(texts, feedbackBy(facts.received, null));
    return notice("late", texts.of("lapse.acknowledge.title", { date }), h("p", {}, texts.of("lapse.acknowledge.text", { feedback })), h("p", {}, link(app, "comite", texts.of("start.comite.how"))));
  }
  return notice("late", texts.of("lapse.feedback.title", { date }), h("p", {}, texts.of("lapse.feedback.text")), renderLines(texts.lines("lapse.feedback.lines")),
    h("p", {}, link(app, "comite", texts.of("start.comite.how"))), h("p", {}, link(app, "rights", texts.of("start.rights.link"))));
}
