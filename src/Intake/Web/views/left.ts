// After closing: nothing is left on the page.

import type { App, Screen } from "../app.ts";
import { link } from "../frame.ts";
import { h } from "../page.ts";

export function left(app: App): Screen {
  const { texts } = app;
  return {
    layout: "column",
    body: [h("div", { class: "flow" }, h("h1", {}, texts.of("left.title")), h("p", { class: "lead" }, texts.of("left.lead")), h("p", {}, texts.of("left.history")),
      h("p", {}, link(app, "start", texts.of("nav.start"))))],
  };
}
