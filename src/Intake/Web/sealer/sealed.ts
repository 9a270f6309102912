// After sealing: the file, and what to do with it.

import { encodeSealedReport, type SealedForPut } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { longDateWithWeekday } from "../dates.ts";
import { button, h, notice, saveBytes } from "../page.ts";
import { codeSheet } from "../views/codesheet.ts";
import { renderLines } from "../views/lines.ts";

/** A report that was sealed on a civil day. */
export interface Parcel {
  readonly sealed: SealedForPut;
  readonly day: number;
}

export function sealedView(app: App, parcel: Parcel, close: () => void): Screen {
  const { texts, memory } = app;
  const said = h("p", { class: "soft small", role: "status" });
  return {
    layout: "column",
    body: [h("div", { class: "flow" },
      h("h1", { class: "screen-only" }, texts.of("sealer.done.title")),
      h("div", { class: "flow screen-only" },
        h("p", { class: "lead" }, texts.of("sealer.done.lead")),
        h("div", { class: "actions" }, button(texts.of("sealer.save"), () => { saveBytes(encodeSealedReport(parcel.sealed), texts.of("sealer.file")); said.textContent = texts.of("code.saved"); }, "primary")),
        said, notice("near", texts.of("sealer.until", { date: longDateWithWeekday(texts, parcel.day + 1) }), h("p", {}, texts.of("sealer.until.text"))),
        renderLines(texts.lines("sealer.next"))),
      memory.code === null ? null : codeSheet(app, memory.code, parcel.day, null),
      h("div", { class: "actions screen-only" }, button(texts.of("sent.close"), close)),
      h("p", { class: "soft small screen-only" }, texts.of("sent.close.note")))],
  };
}
