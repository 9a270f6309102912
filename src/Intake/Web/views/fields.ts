// Labelled fields. Nothing typed here may be remembered or checked by the browser: autocomplete and spelling are off.

import type { App } from "../app.ts";
import { h, mark } from "../page.ts";
import type { TextKey } from "../texts.ts";

interface Field {
  id: string;
  label: TextKey;
  hint?: TextKey;
  /** The sentence shown at the field when it must be mended. */
  error?: string;
  value: string;
  rows?: number;
  optional?: boolean;
  changed: (text: string) => void;
}

export function field(app: App, given: Field): HTMLElement {
  const { texts } = app;
  const hint = given.hint === undefined ? null : h("p", { class: "hint", id: `${given.id}-hint` }, texts.of(given.hint));
  const described = [hint?.id, given.error === undefined ? undefined : `${given.id}-error`].filter((id) => id !== undefined).join(" ");
  const attributes = {
    ...secretive, class: "input", id: given.id,
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": given.error === undefined ? undefined : "true",
    oninput: (event: Event) => { given.changed((event.target as HTMLInputElement | HTMLTextAreaElement).value); },
  };
  const input = given.rows === undefined ? h("input", { ...attributes, type: "text" }) : h("textarea", { ...attributes, rows: String(given.rows) });
  input.value = given.value;
  return h("div", { class: "field", "data-error": given.error !== undefined },
    h("label", { for: given.id }, texts.of(given.label), given.optional === true ? [" ", h("span", { class: "optional" }, texts.of("field.optional"))] : null),
    hint, given.error === undefined ? null : errorLine(app, given.id, given.error), input);
}

/** Attributes of every field whose content is nobody else's business. */
export const secretive = { autocomplete: "off", spellcheck: "false", autocapitalize: "off", autocorrect: "off", "data-lpignore": "true", "data-1p-ignore": "true", "data-gramm": "false" };

export function errorLine(app: App, id: string, words: string): HTMLElement {
  return h("p", { class: "error", id: `${id}-error` }, mark("overdue"), h("span", {}, h("span", { class: "unseen" }, app.texts.of("field.error")), words));
}

/** The summary above a form: what was kept, and a link to each field. It receives the focus. */
export function errorSummary(app: App, errors: readonly { id: string; words: string }[]): HTMLElement | null {
  if (errors.length === 0) {
    return null;
  }
  const { texts } = app;
  return h("div", { class: "summary", role: "alert", "aria-labelledby": "summary-title" },
    h("h2", { id: "summary-title" }, texts.of("summary.title")), h("p", {}, texts.of("summary.kept")),
    h("ul", { class: "plain" }, errors.map((error) => h("li", {},
      h("a", { href: `#${error.id}`, onclick: (event) => { event.preventDefault(); document.getElementById(error.id)?.focus(); } }, error.words)))));
}

export function choice(kind: "radio" | "checkbox", id: string, name: string, label: string, checked: boolean, changed: (checked: boolean) => void, hint?: string): HTMLElement {
  const input = h("input", { type: kind, id, name, autocomplete: "off", "aria-describedby": hint === undefined ? undefined : `${id}-hint`, onchange: () => { changed(input.checked); } });
  input.checked = checked;
  return h("div", { class: "choice" }, input, h("label", { for: id }, label), hint === undefined ? null : h("p", { class: "hint", id: `${id}-hint` }, hint));
}

