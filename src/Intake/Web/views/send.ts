// Sending the report: what is under way, how to stop, and after a failure what was kept and what to do.

import type { App, Screen } from "../app.ts";
import type { Sending } from "../flow/sending.ts";
import { link } from "../frame.ts";
import { button, h, notice } from "../page.ts";
import { failureWords, progressPanel } from "./progress.ts";

export function send(app: App): Screen {
  const { sending } = app.memory;
  if (sending === null) {
    return { layout: "column", body: [h("h1", {}, app.texts.of("send.title"))] };
  }
  const body = h("div", { class: "flow" }, sending.running ? underWay(app, sending) : failed(app, sending));
  return { layout: "column", body: [body], closed: () => { sending.changed = () => undefined; sending.stop(); } };
}

function underWay(app: App, sending: Sending): HTMLElement[] {
  const { texts } = app;
  const { panel, update } = progressPanel(app, sending);
  sending.changed = () => {
    if (sending.running) {
      update(sending.state);
    } else {
      ended(app, sending);
    }
  };
  return [h("h1", {}, texts.of("send.title")), h("p", { class: "lead" }, texts.of("send.lead")), panel];
}

function ended(app: App, { state }: Sending): void {
  const { memory } = app;
  if (state.state === "received") {
    memory.forgetDraft();
    memory.sent = { receipt: state.receipt, day: state.day };
    app.replace("sent");
  } else if (state.state === "failed" && state.failure === "readers") {
    memory.sending = null;
    app.replace("check");
  } else {
    app.refresh();
  }
}

function failed(app: App, sending: Sending): HTMLElement[] {
  const { texts, memory } = app;
  const { state } = sending;
  return [h("h1", {}, texts.of("send.failed.title")),
    notice("late", texts.of("send.failed.kept"), ...(state.state === "failed" ? failureWords(app, state) : [])),
    h("div", { class: "actions" },
      button(texts.of("send.again"), () => { void sending.run(); app.refresh(); }, "primary"),
      button(texts.of("send.seeCode"), () => { app.go("code"); })),
    sending.uncertain
      ? h("details", {}, h("summary", {}, texts.of("send.anew.title")), h("div", { class: "detail-body" }, h("p", {}, texts.of("send.anew.text")),
        button(texts.of("send.anew.do"), () => { memory.newCode(); app.go("check"); })))
      : h("p", {}, button(texts.of("send.change"), () => { memory.sending = null; app.go("write"); }, "text")),
    h("p", {}, link(app, "comite", texts.of("start.comite.how")))];
}
