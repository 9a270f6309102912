// The first page of the sealer: what this file is, how to know that it is genuine, and the one thing to do with it.

import type { App, Screen } from "../app.ts";
import { keysNotices, link } from "../frame.ts";
import { h } from "../page.ts";
import { renderLines } from "../views/lines.ts";

export function start(app: App): Screen {
  const { texts } = app;
  const open = app.keys.state === "accepted";
  return {
    layout: "column",
    body: [h("div", { class: "flow" },
      h("h1", {}, texts.of("sealer.title")), h("div", { id: "keys-notices" }, keysNotices(app)),
      h("p", { class: "lead" }, texts.of("sealer.lead")),
      open ? h("ul", { class: "doors" }, h("li", { class: "door", "data-kind": "primary" }, link(app, "before", texts.of("start.door.report")), h("span", {}, texts.of("start.door.report.help")))) : null,
      renderLines(texts.lines("sealer.lines")))],
  };
}
