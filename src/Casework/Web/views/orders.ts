// The panel "keep and erase": until when a case is kept, holds, and orders that wait for a second person.

import { button, el, mark, type MarkState } from "../dom.ts";
import type { Texts } from "../texts.ts";

export interface OrderLine {
  readonly what: string;
  readonly who: string;
  readonly state: MarkState;
  readonly words: string;
  /** What this officer may do about it. */
  readonly acts: readonly { readonly label: string; readonly press: () => void }[];
}

export interface OrdersPanel {
  readonly kept: string;
  readonly holds: readonly OrderLine[];
  readonly orders: readonly OrderLine[];
  /** New orders that this officer may give; none where nothing can be written. */
  readonly acts: readonly { readonly label: string; readonly press: () => void }[];
}

export function ordersPanel({ kept, holds, orders, acts }: OrdersPanel, texts: Texts): HTMLElement {
  return el(
    "section",
    { class: "panel", "aria-labelledby": "orders" },
    el("h2", { id: "orders", tabindex: "-1" }, texts.say("orders.title")),
    el("p", {}, kept),
    holds.length === 0 ? el("p", { class: "soft" }, texts.say("orders.no-hold")) : el("ul", { class: "orders" }, ...holds.map(line)),
    orders.length === 0 ? el("p", { class: "soft" }, texts.say("orders.none")) : el("ul", { class: "orders" }, ...orders.map(line)),
    acts.length > 0 && el("div", { class: "actions" }, ...acts.map(({ label, press }) => button(label, press, { kind: "text" }))),
  );
}

function line({ what, who, state, words, acts }: OrderLine): HTMLElement {
  return el(
    "li",
    { "data-state": state },
    el("p", {}, mark(state, "s"), " ", el("strong", {}, what)),
    el("p", { class: "small" }, who),
    el("p", { class: "small" }, words),
    acts.length > 0 && el("div", { class: "actions" }, ...acts.map(({ label, press }) => button(label, press))),
  );
}
