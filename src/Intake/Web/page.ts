// Builds page elements. Text only ever becomes a text node, so the page runs under `trusted-types 'none'`.

export type Child = Node | string | null | Child[];
type Value = string | boolean | undefined | ((event: Event) => void);

/** Makes an element: strings become attributes, `true` an empty attribute, functions listeners (`onclick`), children text nodes. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, Value> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (typeof value === "string") {
      element.setAttribute(name, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    }
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child !== null) {
      parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    }
  }
}

export type MarkState = "future" | "now" | "near" | "overdue" | "done";

/** The shape of a state. It is hidden from screen readers: the words beside it say the same. */
export function mark(state: MarkState, size?: "s"): HTMLElement {
  return h("span", { class: "mark", "data-state": state, "data-size": size, "aria-hidden": "true" });
}

/** A button that says what happens. Never `type=submit`; forms use `submitButton`. */
export function button(label: Child, onclick: () => void, kind?: "primary" | "text"): HTMLButtonElement {
  return h("button", { class: "button", type: "button", "data-kind": kind, onclick: () => { onclick(); } }, label);
}

export function submitButton(label: string): HTMLButtonElement {
  return h("button", { class: "button", type: "submit", "data-kind": "primary" }, label);
}

/** A form that never leaves the page: its submit runs `onsubmit`. */
export function form(onsubmit: () => void, ...children: Child[]): HTMLFormElement {
  return h("form", { class: "flow", novalidate: true, autocomplete: "off", onsubmit: (event) => { event.preventDefault(); onsubmit(); } }, ...children);
}

export function notice(tone: "plain" | "good" | "near" | "late", heading: string, ...children: Child[]): HTMLElement {
  const state = ({ plain: null, good: "done", near: "near", late: "overdue" } as const)[tone];
  return h("div", { class: "notice", "data-tone": tone === "plain" ? undefined : tone },
    h("h2", { class: "notice-head" }, state === null ? null : mark(state), h("span", {}, heading)), ...children);
}

/** Moves the reading position to a heading or summary, which is not in the tab order by itself. */
export function focusOn(element: HTMLElement | null): void {
  if (element !== null) {
    element.setAttribute("tabindex", "-1");
    element.focus();
  }
}

/** Offers a text for saving under a name; where it lands, the browser says. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: "text/plain" }), name);
}

export function saveBytes(bytes: Uint8Array, name: string): void {
  save(new Blob([bytes as BlobPart], { type: "application/octet-stream" }), name);
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
