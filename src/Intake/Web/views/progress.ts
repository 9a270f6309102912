// What sending looks like and how its failures read; the same for a report and for an answer.

import type { App } from "../app.ts";
import { sizeWords } from "../files/size.ts";
import type { SendFailure, Sending, SendState } from "../flow/sending.ts";
import { button, h } from "../page.ts";
import type { TextKey } from "../texts.ts";

/** A bar with words and a way to stop. `update` shows a new state. */
export function progressPanel(app: App, sending: Sending): { panel: HTMLElement; update: (state: SendState) => void } {
  const { texts } = app;
  const bar = h("progress", { max: "100", "aria-label": texts.of("send.progress") });
  const words = h("span", { role: "status" });
  const bytes = h("span");
  const update = (state: SendState): void => {
    const said = state.state === "sending" ? texts.of(state.attempt === 1 ? "send.sending" : "send.sendingAgain", { attempt: String(state.attempt) })
      : texts.of(state.state === "waiting" || (state.state === "files" && state.waiting) ? "send.waiting" : state.state === "files" ? "send.files" : "send.sealing");
    if (words.textContent !== said) {
      words.textContent = said;
    }
    if (state.state === "sending" || state.state === "files") {
      bar.value = 100 * state.sent / state.total;
      bytes.textContent = texts.of("send.bytes", { sent: sizeWords(texts, state.sent), total: sizeWords(texts, state.total) });
    } else {
      bar.removeAttribute("value");
      bytes.textContent = "";
    }
  };
  update(sending.state);
  const panel = h("div", { class: "flow" }, h("div", { class: "progress" }, bar, h("p", { class: "progress-words" }, words, bytes)),
    h("div", { class: "actions" }, button(texts.of("send.stop"), () => { sending.stop(); })));
  return { panel, update };
}

const failures: Record<SendFailure, TextKey> = {
  network: "failure.network", stopped: "failure.stopped", paused: "failure.paused", busy: "failure.busy", full: "failure.full", closed: "failure.closed", taken: "failure.taken",
  order: "failure.order", readers: "failure.readers", keys: "failure.keys", proof: "failure.proof", size: "failure.size", file: "failure.file", rejected: "failure.rejected",
};

/** What happened and what to do; the number leads to the list of errors in the documentation. */
export function failureWords(app: App, state: Extract<SendState, { state: "failed" }>): HTMLElement[] {
  const { texts } = app;
  return [h("p", {}, texts.of(failures[state.failure])),
    ...(state.number === null ? [] : [h("p", { class: "soft small" }, texts.of("failure.number", { number: `E-${String(state.number).padStart(2, "0")}` }))])];
}
