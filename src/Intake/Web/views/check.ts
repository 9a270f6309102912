// Check: exactly what goes, to whom, who is left out, and whether the emergency key may open it.

import type { App, Screen, Step } from "../app.ts";
import { chooseReaders } from "../flow/readers.ts";
import { makeCode } from "../flow/report.ts";
import { backLink, keysNotices, link } from "../frame.ts";
import type { AnswerName } from "../memory.ts";
import { form, h, notice, submitButton, type Child } from "../page.ts";
import { partNow } from "../parts.ts";
import type { TextKey } from "../texts.ts";
import { choice } from "./fields.ts";
import { personName } from "./people.ts";

const parts: readonly [AnswerName, TextKey][] = [["story", "write.story"], ["where", "write.where"], ["who", "write.who"], ["check", "write.check"], ["category", "write.category"]];

export function check(app: App): Screen {
  const { texts, memory, keys } = app;
  if (keys.state !== "accepted") {
    return { layout: "column", body: [h("div", { class: "flow" }, h("h1", {}, texts.of("check.title")), keysNotices(app))] };
  }
  const { draft } = memory;
  const readers = chooseReaders(keys.directory, draft);
  const { needed, made } = keys.directory.recoveryShares;
  const shares = { needed: String(needed), made: String(made) };
  const names = readers.read.map((officer) => h("li", {}, personName(app, officer)));
  return {
    layout: "column",
    body: [backLink(app, texts.of("nav.back")), form(() => { makeCode(memory); app.go("code"); },
      h("div", {}, h("p", { class: "step" }, texts.of("check.step")), h("h1", {}, texts.of("check.title"))),
      h("div", { id: "keys-notices" }, keysNotices(app)),
      memory.readersChanged ? notice("near", texts.of("check.changed.title"), h("p", {}, texts.of("check.changed.text"))) : null,
      h("dl", { class: "facts" },
        parts.filter(([name]) => draft.answers[name].trim() !== "").map(([name, label]) => row(app, texts.of(label), written(app, draft.answers[name]), "write")),
        draft.files.items.length === 0 ? null : row(app, texts.of("files.title"), partNow("files")?.summary(app, draft.files) ?? [], "write"),
        row(app, texts.of("before.staff.title"), texts.of(`check.staff.${draft.staff}`), "before"),
        row(app, texts.of("check.readers"), h("ul", { class: "plain" }, names), "before"),
        readers.leftOut.length === 0 ? null
          : row(app, texts.of("check.leftOut"), [h("ul", { class: "plain" }, readers.leftOut.map((officer) => h("li", {}, personName(app, officer)))), h("p", { class: "soft small" }, texts.of("check.leftOut.note"))], "before"),
        readers.withoutKey.length === 0 ? null
          : row(app, texts.of("check.withoutKey"), [readers.withoutKey.map((officer) => personName(app, officer)).join("; "), h("p", { class: "soft small" }, texts.of("check.withoutKey.note"))], null),
        row(app, texts.of("check.name"), texts.of("check.name.text"), null),
        row(app, texts.of("check.language"), texts.of("check.language.text"), null)),
      notice("plain", texts.of("check.sealed.title"), h("p", {}, texts.of("check.sealed.text")), h("p", {}, texts.of("check.sealed.server"))),
      choice("checkbox", "recovery", "recovery", texts.of("check.recovery"), draft.recovery, (checked) => { draft.recovery = checked; }, texts.of("check.recovery.hint", shares)),
      h("div", { class: "actions" }, submitButton(texts.of("check.next"))),
      h("p", { class: "soft small" }, texts.of("check.order")))],
  };
}

function written({ texts }: App, text: string): Child {
  return [h("span", { class: "written" }, text), h("br"), h("span", { class: "soft small" }, texts.count("check.characters", [...text].length))];
}

function row(app: App, label: string, content: Child, change: Step | null): HTMLElement {
  return h("div", {}, h("dt", {}, label), h("dd", {}, content),
    change === null ? null : h("dd", { class: "change" }, link(app, change, app.texts.of("check.change"), {}, label)));
}
