// Parts of the set-up, the enrolment and the people page: a labelled field with its error, a choice, a button that works one thing at a time.

import type { Child } from "../dom.ts";
import { el, mark, unseen } from "../dom.ts";
import type { Texts } from "../texts.ts";

export type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface LineField<T extends Input> {
  readonly root: HTMLElement;
  readonly input: T;
  fault(message: string | null): void;
}

/** Any input with label, hint and a place for its error, tied together for screen readers. */
export function field<T extends Input>(input: T, label: string, hint: string | null, texts: Texts): LineField<T> {
  const { id } = input;
  const error = el("p", { class: "error", id: `${id}-fault`, hidden: true });
  const described = (faulty: boolean) => [hint === null ? null : `${id}-hint`, faulty ? `${id}-fault` : null].filter((part) => part !== null).join(" ");
  const root = el("div", { class: "field" }, el("label", { for: id }, label), hint !== null && el("p", { class: "hint", id: `${id}-hint` }, hint), error, input);
  const describe = (faulty: boolean) => (described(faulty) === "" ? input.removeAttribute("aria-describedby") : input.setAttribute("aria-describedby", described(faulty)));
  describe(false);
  const fault = (message: string | null) => {
    error.hidden = message === null;
    error.replaceChildren(...(message === null ? [] : [mark("overdue"), el("span", {}, unseen(texts.say("fault")), message)]));
    root.toggleAttribute("data-error", message !== null);
    message === null ? input.removeAttribute("aria-invalid") : input.setAttribute("aria-invalid", "true");
    describe(message !== null);
  };
  return { root, input, fault };
}

export const textInput = (id: string, value = "", attributes: { type?: string; autocomplete?: string; class?: string } = {}) => {
  const input = el("input", { class: attributes.class ?? "input", id, type: attributes.type ?? "text", autocomplete: attributes.autocomplete ?? "off", autocapitalize: "none", spellcheck: "false" });
  input.value = value;
  return input;
};

export const select = (id: string, options: readonly (readonly [value: string, label: string])[], value: string) => {
  const input = el("select", { class: "input", id }, ...options.map(([each, label]) => el("option", { value: each, selected: each === value }, label)));
  input.value = value;
  return input;
};

export const area = (id: string, value = "", rows = 4, mono = false) => {
  const input = el("textarea", { class: mono ? "input mono small" : "input", id, rows, autocomplete: "off", spellcheck: "false" });
  input.value = value;
  return input;
};

/** A check box with its sentence. */
export function tick(id: string, label: string, checked = false): { root: HTMLElement; input: HTMLInputElement } {
  const input = el("input", { type: "checkbox", id });
  input.checked = checked;
  return { root: el("div", { class: "choice" }, input, el("label", { for: id }, label)), input };
}

/** A statement that is pasted or picked; the picked file ends in the text area, where it can be seen. */
export function carriedField(id: string, label: string, hint: string, texts: Texts): LineField<HTMLTextAreaElement> & { readonly file: HTMLElement } {
  const text = field(area(`${id}-text`, "", 5, true), label, hint, texts);
  const pick = el("input", { class: "input", id: `${id}-file`, type: "file", accept: ".txt,.pem,text/plain" });
  pick.addEventListener("change", () => void pick.files?.[0]?.text().then((content) => ((text.input.value = content.slice(0, 512 * 1024)), text.fault(null))));
  return { ...text, file: el("div", { class: "field" }, el("label", { for: `${id}-file` }, texts.say("carried.pick")), pick) };
}

/** A form whose submit does one thing at a time; `work` answers nothing, or the notice to show above the button. */
export function form(id: string, children: readonly Child[], submit: string, busyWords: string, work: () => Promise<HTMLElement | null>): HTMLFormElement {
  const place = el("div", { role: "alert" });
  const press = el("button", { class: "button", "data-kind": "primary", type: "submit", id: `${id}-go` }, submit);
  const progress = el("p", { class: "soft small", role: "status" });
  let busy = false;
  const run = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    press.setAttribute("aria-disabled", "true");
    progress.textContent = busyWords;
    place.replaceChildren();
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    try {
      const notice = await work();
      place.replaceChildren(...(notice === null ? [] : [notice]));
    } finally {
      busy = false;
      press.removeAttribute("aria-disabled");
      progress.textContent = "";
    }
  };
  return el("form", { id, class: "flow", novalidate: true, on: { submit: run } }, ...children, place, el("p", { class: "actions" }, press), progress);
}

/** Shows the first fault, moves there, and says whether there was one. */
export function refuse(faults: readonly (readonly [LineField<Input>, string | null])[]): boolean {
  faults.forEach(([each, message]) => each.fault(message));
  const first = faults.find(([, message]) => message !== null);
  first?.[0].input.focus();
  return first !== undefined;
}

/** Lines for a terminal. */
export const commands = (label: string, ...lines: readonly string[]) => el("pre", { class: "commands", tabindex: "0", "aria-label": label }, el("code", {}, lines.join("\n")));
