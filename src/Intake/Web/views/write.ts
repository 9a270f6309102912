// Writing. Only the story is asked for; everything else may stay empty.

import { maximumContent } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { backLink } from "../frame.ts";
import type { AnswerName } from "../memory.ts";
import { form, h, submitButton } from "../page.ts";
import { partNow } from "../parts.ts";
import type { TextKey } from "../texts.ts";
import { errorSummary, field } from "./fields.ts";
import { filesAreRead, filesSection } from "./files.ts";

/** Bytes of text that fit in the largest sealed body, with room for the fields around them. */
const textLimit = maximumContent - 8_000;
/** What a chosen file takes of it at most: two rows of the manifest with long names. */
export const bytesPerFile = 1_000;

export function write(app: App): Screen {
  const { texts, memory } = app;
  const answers = memory.draft.answers;
  const problem = memory.takeProblem();
  const words = problem === null ? undefined : texts.of(problem);
  const aboutFiles = problem === "files.error.reading" || problem === "files.error.large";
  const part = (name: AnswerName, label: TextKey, rows?: number): HTMLElement =>
    field(app, { id: name, label, value: answers[name], ...(rows === undefined ? {} : { rows }), changed: (text) => { answers[name] = text; } });
  const open = (["where", "who", "check", "category"] as const).some((name) => answers[name] !== "");
  return {
    layout: "split",
    error: problem !== null,
    body: [
      h("div", {}, backLink(app, texts.of("nav.back")),
        form(() => { proceed(app); },
          errorSummary(app, words === undefined ? [] : [{ id: aboutFiles ? "pick" : "story", words }]),
          h("div", {}, h("p", { class: "step" }, texts.of("write.step")), h("h1", {}, texts.of("write.title"))),
          field(app, { id: "story", label: "write.story", hint: "write.story.hint", value: answers.story, rows: 9, changed: (text) => { answers.story = text; }, ...(words === undefined || aboutFiles ? {} : { error: words }) }),
          h("details", { open }, h("summary", {}, texts.of("write.more")),
            h("div", { class: "detail-body" }, part("where", "write.where"), part("who", "write.who"), part("check", "write.check", 3), part("category", "write.category"))),
          filesSection(app, memory.draft.files, "h2"),
          h("div", { class: "actions" }, submitButton(texts.of("nav.next"))))),
      h("aside", { class: "aside", "aria-label": texts.of("aside.label") },
        h("section", {}, h("h2", {}, texts.of("write.stays.title")), h("p", { class: "soft" }, texts.of("write.stays.text"))),
        h("section", {}, h("h2", {}, texts.of("write.helps.title")), h("ul", { class: "list soft" }, texts.lines("write.helps.lines").map((line) => h("li", {}, line)))),
        h("section", {}, h("h2", {}, texts.of("write.who.title")), h("p", { class: "soft" }, texts.of("write.who.text")))),
    ],
  };
}

function proceed(app: App): void {
  const { files } = app.memory.draft;
  const answers = Object.values(app.memory.draft.answers);
  const size = answers.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  if (app.memory.draft.answers.story.trim() === "") {
    app.memory.problem = "write.error.empty";
  } else if (size > textLimit - files.items.length * bytesPerFile) {
    app.memory.problem = "write.error.long";
  } else if (!filesAreRead(files) || partNow("files")?.fit(app, files) === false) {
    app.memory.problem = filesAreRead(files) ? "files.error.large" : "files.error.reading";
  } else {
    app.go("check");
    return;
  }
  app.refresh();
}
