// Shown while the texts of a later page are fetched, and when that fails.

import type { App, Screen } from "../app.ts";
import { backLink } from "../frame.ts";
import { button, h, notice } from "../page.ts";

export function waiting(app: App, loading: Promise<void>): Screen {
  const { texts } = app;
  const body = h("div", { class: "flow" }, h("h1", {}, texts.of("nav.waiting")));
  loading.catch(() => {
    body.replaceChildren(h("h1", {}, texts.of("keys.unreachable.title")),
      notice("near", texts.of("failure.short"), h("div", { class: "actions" }, button(texts.of("keys.retry"), () => { app.refresh(); }))));
  });
  return { layout: "column", body: [backLink(app, texts.of("nav.back")), body] };
}
