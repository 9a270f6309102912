// A panel with its heading, and a fault said in it: what the account's and the administrator's pages are made of.

import type { Child } from "../dom.ts";
import { el, notice } from "../dom.ts";
import type { Fault } from "../faults.ts";

export const panel = (id: string, title: string, ...children: readonly Child[]): HTMLElement => el("section", { class: "panel flow", "aria-labelledby": id }, el("h2", { id }, title), ...children);

export const faultNotice = ({ head, lines }: Fault): HTMLElement => notice("late", head, lines);
