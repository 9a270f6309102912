// The information pages. They open inside the page, so nothing that was typed is lost.

import type { App, Screen, View } from "../app.ts";
import { backLink, link } from "../frame.ts";
import { h } from "../page.ts";
import type { LinesKey, TextKey } from "../texts.ts";
import { renderLines } from "./lines.ts";

function info(title: TextKey, lines: LinesKey): View {
  return (app: App): Screen => ({
    layout: "column",
    body: [backLink(app, app.texts.of("nav.back")),
      h("div", { class: "flow" }, h("h1", {}, app.texts.of(title)), renderLines(app.texts.lines(lines)),
        h("p", {}, link(app, "start", app.texts.of("nav.start"))))],
  });
}

export const how = info("how.title", "how.page");
export const rights = info("rights.title", "rights.page");
/** The fixed page, and the organisation's own words on the external channel where it has some. */
export function comite(app: App): Screen {
  const screen = info("comite.title", "comite.page")(app);
  const own = document.documentElement.dataset["external"] ?? "";
  return own === "" ? screen : { ...screen, body: [...screen.body, h("p", { class: "panel" }, own)] };
}
export const data = info("data.title", "data.page");
export const access = info("access.title", "access.page");
export const seen = info("seen.title", "seen.page");
