// Sent: the proof of receipt was checked and stands on the sheet now.

import { acknowledgeBy, feedbackBy } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { capitalised, longDate, longDateWithWeekday } from "../dates.ts";
import { button, h, mark, notice, type MarkState } from "../page.ts";
import { codeSheet } from "./codesheet.ts";

export function sent(app: App): Screen {
  const { texts, memory } = app;
  const { sent: received, code } = memory;
  if (received === null || code === null) {
    return { layout: "column", body: [h("h1", {}, texts.of("sent.title"))] };
  }
  const item = (state: MarkState, what: string, day: number): HTMLElement =>
    h("li", { "data-state": state }, mark(state), h("span", { class: "timeline-what" }, what), h("span", { class: "timeline-when" }, capitalised(longDateWithWeekday(texts, day))));
  return {
    layout: "column",
    body: [h("div", { class: "flow" },
      h("h1", { class: "screen-only" }, texts.of("sent.title")),
      h("div", { class: "screen-only" }, notice("good", texts.of("sent.received", { date: longDate(texts, received.day) }), h("p", {}, texts.of("sent.proof")))),
      codeSheet(app, code, received.day, received.receipt),
      h("section", { class: "flow screen-only", "aria-labelledby": "next" }, h("h2", { id: "next" }, texts.of("sent.next")),
        h("ol", { class: "timeline" },
          item("done", texts.of("clock.received"), received.day),
          item("now", texts.of("clock.acknowledgeBy"), acknowledgeBy(received.day)),
          item("future", texts.of("clock.feedbackBy"), feedbackBy(received.day, null))),
        h("p", {}, texts.of("sent.return"))),
      h("div", { class: "actions screen-only" }, button(texts.of("sent.close"), () => { memory.wipe(); app.replace("left"); }, "primary")),
      h("p", { class: "soft small screen-only" }, texts.of("sent.close.note")))],
  };
}
