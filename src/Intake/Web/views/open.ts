// "I have a code": forgiving input, read back in groups; a suggestion is offered with care and never used by itself.

import { readCode, type CodeReading } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { openMailboxOf } from "../flow/visit.ts";
import { backLink, keysNotices, link } from "../frame.ts";
import { form, h, notice, submitButton } from "../page.ts";
import { errorLine, errorSummary, secretive } from "./fields.ts";

export function open(app: App): Screen {
  const { texts, memory } = app;
  const problem = memory.takeProblem();
  const words = problem === null ? null : texts.of(problem);
  const readBack = h("div", { class: "flow" });
  let said: CodeReading["state"] = "empty";
  const input = h("input", {
    ...secretive, class: "input code-input", id: "code", type: "text", inputmode: "text", maxlength: "200",
    "aria-describedby": words === null ? "code-hint" : "code-hint code-error", "aria-invalid": words === null ? undefined : "true",
    oninput: () => {
      memory.typedCode = input.value;
      const reading = readCode(input.value);
      readBack.replaceChildren(...describe(app, reading));
      // Said once for each change of state, never for each character.
      if (reading.state !== said && reading.state !== "incomplete" && reading.state !== "empty") {
        app.announce(readBack.querySelector(".hint, .notice")?.textContent ?? "");
      }
      said = reading.state;
    },
  });
  input.value = memory.typedCode;
  readBack.replaceChildren(...describe(app, readCode(input.value)));
  return {
    layout: "split",
    error: words !== null,
    body: [h("div", {}, backLink(app, texts.of("nav.back")), form(() => { void submit(app); },
      errorSummary(app, words === null ? [] : [{ id: "code", words }]),
      h("h1", {}, texts.of("open.title")),
      h("div", { id: "keys-notices" }, keysNotices(app)),
      h("div", { class: "field", "data-error": words !== null },
        h("label", { for: "code" }, texts.of("open.label")), h("p", { class: "hint", id: "code-hint" }, texts.of("open.hint")),
        words === null ? null : errorLine(app, "code", words), input),
      readBack,
      h("div", { class: "actions" }, submitButton(texts.of("open.submit"))))),
      h("aside", { class: "aside", "aria-label": texts.of("aside.label") },
        h("section", {}, h("h2", {}, texts.of("open.lost.title")), h("p", { class: "soft" }, texts.of("open.lost.text"))),
        h("section", {}, h("h2", {}, texts.of("open.seen.title")), h("p", { class: "soft" }, link(app, "seen", texts.of("open.seen.link")))))],
  };
}

/** The typed code in groups, what is wrong with it, and a single suggestion. */
function describe(app: App, reading: CodeReading): HTMLElement[] {
  const { texts } = app;
  if (reading.state === "empty") {
    return [];
  }
  const suggestion = reading.state === "wrong" ? reading.suggestion : null;
  const state = (index: number, group: string): string | undefined =>
    suggestion?.group === index ? "wrong" : reading.state === "complete" || (reading.state === "incomplete" && group.length === 4) ? "done" : undefined;
  const groups = h("ol", { class: "code-groups", "data-kind": "input", "aria-label": texts.of("open.readBack") }, reading.groups.map((group, index) => h("li", { "data-state": state(index, group) }, group)));
  const note = (words: string): HTMLElement => h("p", { class: "hint" }, words);
  switch (reading.state) {
    case "complete":
      return [groups, note(texts.of("open.complete"))];
    case "incomplete":
      return [groups, note(texts.of("open.incomplete", { count: String(reading.groups.join("").length) }))];
    case "unreadable":
      return [groups, note(texts.of("open.unreadable", { character: reading.character }))];
    case "wrong":
      return suggestion === null
        ? [groups, note(texts.of("open.wrong"))]
        : [groups, notice("near", texts.of("open.suggestion.title"), h("p", {}, texts.of("open.suggestion", { group: String(suggestion.group + 1), to: suggestion.to })), h("p", {}, texts.of("open.suggestion.care")))];
  }
}

async function submit(app: App): Promise<void> {
  const { memory, texts } = app;
  const reading = readCode(memory.typedCode);
  if (reading.state !== "complete") {
    memory.problem = ({ empty: "open.error.empty", incomplete: "open.error.incomplete", wrong: "open.error.wrong", unreadable: "open.error.unreadable" } as const)[reading.state];
    app.refresh();
    return;
  }
  app.announce(texts.of("open.opening"));
  const outcome = await openMailboxOf(app, reading.secret);
  if (outcome.state === "opened") {
    memory.visit = outcome.visit;
    memory.typedCode = "";
    app.go("mailbox");
    return;
  }
  reading.secret.fill(0);
  memory.problem = ({ unknown: "open.error.unknown", keys: "open.error.keys", network: "open.error.network" } as const)[outcome.state];
  app.refresh();
}
