// Builders for elements. Text goes in as text nodes only, so the page runs under `trusted-types 'none'`.

export type Child = Node | string | null | undefined | false;

type Value = string | number | boolean | null | undefined;

/** Attributes by name; `true` sets an empty one, `false`, null and undefined leave it out. `on` adds listeners. */
export interface Attributes {
  readonly [name: string]: Value | Listeners;
  readonly on?: Listeners;
}

export type Listeners = { readonly [type: string]: (event: never) => void };

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      listen(element, value as Listeners);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...present(children));
  return element;
}

function listen(element: HTMLElement, listeners: Listeners): void {
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener as EventListener);
  }
}

const present = (children: readonly Child[]) => children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false);

export type Tone = "plain" | "good" | "near" | "late";
export type MarkState = "future" | "now" | "near" | "overdue" | "done";

/** The state's shape. Hidden from screen readers: the words beside it say the state. */
export const mark = (state: MarkState, size?: "s"): HTMLElement => el("span", { class: "mark", "data-state": state, "data-size": size, "aria-hidden": "true" });

export const unseen = (text: string): HTMLElement => el("span", { class: "unseen" }, text);

export type ButtonKind = "primary" | "danger" | "text" | "plain";

export function button(label: string, press: () => void, options: { kind?: ButtonKind; key?: string; class?: string } = {}): HTMLButtonElement {
  const { kind = "plain", key } = options;
  return el(
    "button",
    { class: options.class === undefined ? "button" : `button ${options.class}`, type: "button", "data-kind": kind === "plain" ? null : kind, "aria-keyshortcuts": key ?? null, on: { click: press } },
    label,
    key !== undefined && el("kbd", { "aria-hidden": "true" }, key.toUpperCase()),
  );
}

/** What happened, what was kept, what to do: a head and sentences under it. */
export function notice(tone: Tone, head: string, lines: readonly string[] = [], ...more: readonly Child[]): HTMLElement {
  const states: Record<Tone, MarkState> = { plain: "now", good: "done", near: "near", late: "overdue" };
  return el(
    "div",
    { class: "notice", "data-tone": tone === "plain" ? null : tone, role: tone === "late" ? "alert" : null },
    el("p", { class: "notice-head" }, mark(states[tone]), el("span", {}, el("strong", {}, head))),
    ...lines.map((line) => el("p", {}, line)),
    ...more,
  );
}

/** Paragraphs from plain text: an empty line divides them, single line breaks stay. */
export function paragraphs(text: string): HTMLElement[] {
  return text
    .split(/\n[ \t]*\n/u)
    .filter((part) => part.trim() !== "")
    .map((part) => el("p", {}, ...part.split("\n").flatMap((line, at) => (at === 0 ? [line] : [document.createElement("br"), line]))));
}

export interface Field {
  readonly root: HTMLElement;
  readonly input: HTMLTextAreaElement;
  /** Shows the error at the field, or takes it away. */
  fault(message: string | null): void;
}

/** A labelled text area with its hint and a place for its error, tied together for screen readers. */
export function textField(id: string, label: string, hint: string, options: { value?: string; rows?: number; faultWord: string }): Field {
  const error = el("p", { class: "error", id: `${id}-fault`, hidden: true });
  const input = el("textarea", { class: "input", id, rows: options.rows ?? 4, "aria-describedby": `${id}-hint`, autocomplete: "off", spellcheck: "false" });
  input.value = options.value ?? "";
  const root = el("div", { class: "field" }, el("label", { for: id }, label), el("p", { class: "hint", id: `${id}-hint` }, hint), error, input);
  const fault = (message: string | null) => {
    error.hidden = message === null;
    error.replaceChildren(...(message === null ? [] : [mark("overdue"), el("span", {}, unseen(options.faultWord), message)]));
    root.toggleAttribute("data-error", message !== null);
    input.setAttribute("aria-describedby", message === null ? `${id}-hint` : `${id}-hint ${id}-fault`);
    message === null ? input.removeAttribute("aria-invalid") : input.setAttribute("aria-invalid", "true");
  };
  return { root, input, fault };
}
