// Reporting by a file: fetching the sealer, which works without this site, and handing in what it made. Whoever hands a file in need not be who wrote it.

import { maximumSealedReport, readSealedReport, type SealedReport } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { longDate } from "../dates.ts";
import { handingIn } from "../flow/handingin.ts";
import type { SendState } from "../flow/sending.ts";
import { backLink } from "../frame.ts";
import { button, h, notice, saveText } from "../page.ts";
import { receiptText } from "./codesheet.ts";
import { renderLines } from "./lines.ts";
import { failureWords, progressPanel } from "./progress.ts";

export function file(app: App): Screen {
  const { texts } = app;
  const place = h("div", { class: "flow", "aria-live": "polite" });
  const input = h("input", { type: "file", id: "sealed-file", class: "input", "aria-describedby": "sealed-hint", onchange: () => {
    const chosen = input.files?.[0];
    input.value = "";
    if (chosen !== undefined) {
      void take(app, chosen, place);
    }
  } });
  return {
    layout: "column",
    body: [backLink(app, texts.of("nav.back")), h("div", { class: "flow" },
      h("h1", {}, texts.of("handin.title")), renderLines(texts.lines("handin.why")),
      h("p", {}, h("a", { class: "button", href: "/sealer", download: texts.of("handin.fetch.name") }, texts.of("handin.fetch"))),
      h("h2", {}, texts.of("handin.have")),
      h("div", { class: "field" }, h("label", { for: "sealed-file" }, texts.of("handin.choose")),
        h("p", { class: "hint", id: "sealed-hint" }, texts.of("handin.choose.hint")), input), place)],
  };
}

/** Reads the file and hands it in. What is no sealed report is said at once and goes nowhere. */
async function take(app: App, chosen: File, place: HTMLElement): Promise<void> {
  let report: SealedReport;
  try {
    report = readSealedReport(new Uint8Array(chosen.size > maximumSealedReport ? new ArrayBuffer(0) : await chosen.arrayBuffer()));
  } catch {
    place.replaceChildren(h("div", { role: "alert" }, notice("near", app.texts.of("handin.unreadable"), h("p", {}, app.texts.of("handin.unreadable.text")))));
    return;
  }
  const sending = handingIn(app, report);
  const again = (): void => {
    const { panel, update } = progressPanel(app, sending);
    place.replaceChildren(panel);
    sending.changed = () => {
      if (sending.running) {
        update(sending.state);
      } else {
        place.replaceChildren(...ended(app, sending.state, again));
      }
    };
    void sending.run();
  };
  again();
}

function ended(app: App, state: SendState, again: () => void): HTMLElement[] {
  const { texts } = app;
  if (state.state === "received") {
    const proof = receiptText(state.receipt);
    const words = texts.of("sent.received", { date: longDate(texts, state.day) });
    return [notice("good", words, h("p", {}, texts.of("handin.received.text")), h("h3", {}, texts.of("code.receipt")), h("p", { class: "mono small receipt" }, proof)),
      h("div", { class: "actions" }, button(texts.of("code.save"), () => { saveText([words, "", texts.of("code.receipt"), proof, ""].join("\r\n"), texts.of("sheet.file")); }))];
  }
  if (state.state !== "failed") {
    return [];
  }
  const stale = state.failure === "readers";
  return [h("div", { role: "alert" }, notice("late", texts.of("handin.failed"), ...(stale ? [h("p", {}, texts.of("handin.stale"))] : failureWords(app, state)))),
    ...(stale ? [] : [h("div", { class: "actions" }, button(texts.of("send.again"), again))])];
}
