// The first page: what this is, the three doors, Comité P as an equal choice, what the law promises, who reads.

import type { App, Screen, Step } from "../app.ts";
import { keysNotices, link } from "../frame.ts";
import { h, mark, type MarkState } from "../page.ts";
import type { TextKey } from "../texts.ts";

export function start(app: App): Screen {
  const { texts } = app;
  return {
    layout: "split",
    body: [
      h("div", { class: "flow" },
        h("h1", {}, texts.of("start.title")),
        h("div", { id: "keys-notices" }, keysNotices(app)),
        h("p", { class: "lead" }, texts.of("start.lead")),
        h("p", { class: "soft" }, texts.of("start.device")),
        h("ul", { class: "doors" },
          door(app, "before", "start.door.report", "start.door.report.help", true),
          door(app, "open", "start.door.code", "start.door.code.help"),
          door(app, "how", "start.door.how", "start.door.how.help")),
        h("p", { class: "small" }, link(app, "file", texts.of("start.file"))),
        h("div", { class: "panel" }, h("h2", {}, texts.of("start.comite.title")), h("p", {}, texts.of("start.comite.text")),
          h("p", {}, link(app, "comite", texts.of("start.comite.how"), { class: "button" }))),
        h("h2", {}, texts.of("start.expect.title")),
        h("ol", { class: "timeline", "data-flow": "row" },
          promise(app, "now", "start.expect.code", "start.expect.code.note"),
          promise(app, "future", "start.expect.acknowledge", "start.expect.acknowledge.note"),
          promise(app, "future", "start.expect.feedback", "start.expect.feedback.note")),
        h("h2", {}, texts.of("start.readers.title")),
        h("dl", { class: "facts" },
          h("div", {}, h("dt", {}, texts.of("start.readers.yes")), h("dd", {}, texts.of("start.readers.yes.text"))),
          h("div", {}, h("dt", {}, texts.of("start.readers.no")), h("dd", {}, texts.of("start.readers.no.text"))))),
      h("aside", { class: "aside", "aria-label": texts.of("aside.label") },
        h("section", {}, h("h2", {}, texts.of("start.place.title")), h("ul", { class: "list soft" }, texts.lines("start.place.lines").map((line) => h("li", {}, line)))),
        h("section", {}, h("h2", {}, texts.of("start.elsewhere.title")), h("p", { class: "soft" }, texts.of("start.elsewhere.text"))),
        h("section", {}, h("h2", {}, texts.of("start.rights.title")), h("p", { class: "soft" }, link(app, "rights", texts.of("start.rights.link"))))),
    ],
  };
}

function door(app: App, step: Step, label: TextKey, help: TextKey, primary = false): HTMLElement {
  return h("li", { class: "door", "data-kind": primary ? "primary" : undefined }, link(app, step, app.texts.of(label)), h("span", {}, app.texts.of(help)));
}

function promise(app: App, state: MarkState, what: TextKey, note: TextKey): HTMLElement {
  return h("li", { "data-state": state }, mark(state), h("span", { class: "timeline-what" }, app.texts.of(what)), h("span", { class: "timeline-note" }, app.texts.of(note)));
}
