// The code, shown before anything is sent. One group is typed back, so that a badly noted code can still be mended.

import { acknowledgeBy, feedbackBy, readCode } from "@integrity-channel/crypto";
import type { App, Screen, View } from "../app.ts";
import { capitalised, longDateWithWeekday } from "../dates.ts";
import { backLink } from "../frame.ts";
import type { OwnCode } from "../memory.ts";
import { form, h, mark, notice, submitButton } from "../page.ts";
import { codeSheet } from "./codesheet.ts";
import { errorLine, errorSummary, secretive } from "./fields.ts";

/** The view; `send` runs once the group was typed back. */
export const codeView = (send: (app: App) => void): View => (app) => screen(app, send);

function screen(app: App, send: (app: App) => void): Screen {
  const { texts, memory, keys } = app;
  const own = memory.code;
  if (own === null || keys.state !== "accepted") {
    return { layout: "column", body: [h("h1", {}, texts.of("code.title"))] };
  }
  const problem = memory.takeProblem();
  const words = problem === null ? null : texts.of(problem, { group: String(own.asked + 1) });
  const only = h("div", { class: "flow screen-only" },
    h("div", {}, h("p", { class: "step" }, texts.of("code.step")), h("h1", {}, texts.of("code.title"))),
    h("p", { class: "lead" }, texts.of("code.lead")));
  return {
    layout: "column",
    error: words !== null,
    body: [backLink(app, texts.of("nav.back")), form(() => { proceed(app, own, send); },
      errorSummary(app, words === null ? [] : [{ id: "group", words }]),
      only, codeSheet(app, own, keys.day, null),
      h("div", { class: "notice screen-only", "data-tone": "near" },
        h("h2", { class: "notice-head" }, mark("near"), h("span", {}, texts.of("code.lost.title"))), h("p", {}, texts.of("code.lost.text"))),
      groupField(app, own, words), dates(app, keys.day),
      memory.sending?.uncertain === true ? h("div", { class: "screen-only" }, notice("near", texts.of("code.uncertain.title"), h("p", {}, texts.of("code.uncertain.text")))) : null,
      h("div", { class: "actions" }, submitButton(texts.of("code.send"))))],
  };
}

function proceed(app: App, own: OwnCode, send: (app: App) => void): void {
  if (readCode(own.typed).groups[0] === own.groups[own.asked]) {
    send(app);
    return;
  }
  app.memory.problem = own.typed.trim() === "" ? "code.group.empty" : "code.group.wrong";
  app.refresh();
}

function groupField(app: App, own: OwnCode, words: string | null): HTMLElement {
  const { texts } = app;
  const input = h("input", {
    ...secretive, class: "input code-input", "data-size": "short", id: "group", type: "text", inputmode: "text", maxlength: "12",
    "aria-describedby": words === null ? "group-hint" : "group-hint group-error", "aria-invalid": words === null ? undefined : "true",
    oninput: () => { own.typed = input.value; },
  });
  input.value = own.typed;
  return h("div", { class: "field screen-only", "data-error": words !== null },
    h("label", { for: "group" }, texts.of("code.group.label", { group: String(own.asked + 1) })),
    h("p", { class: "hint", id: "group-hint" }, texts.of("code.group.hint")),
    words === null ? null : errorLine(app, "group", words), input);
}

function dates(app: App, day: number): HTMLElement {
  const { texts } = app;
  const item = (state: "now" | "future", what: string, when: number): HTMLElement =>
    h("li", { "data-state": state }, mark(state), h("span", { class: "timeline-what" }, what), h("span", { class: "timeline-when" }, capitalised(longDateWithWeekday(texts, when))));
  return h("section", { class: "flow screen-only", "aria-labelledby": "dates" }, h("h2", { id: "dates" }, texts.of("code.dates.title")),
    h("ol", { class: "timeline", "data-flow": "row" },
      item("now", texts.of("clock.received"), day),
      item("future", texts.of("clock.acknowledgeBy"), acknowledgeBy(day)),
      item("future", texts.of("clock.feedbackBy"), feedbackBy(day, null))));
}
