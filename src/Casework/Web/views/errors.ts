// The list of error numbers: what each means and what to do. Logs are silent by design, so a number is what people have.

import { el } from "../dom.ts";
import { errorNumbers, stemOf } from "../errornumbers.ts";
import type { Texts } from "../texts.ts";
import { link } from "./frame.ts";
import type { View } from "./view.ts";

/** A number that leads to its line in the list. */
export const numberLink = (number: string, show: (number: string) => void): HTMLElement => link(number, () => show(number));

/** What a number means, in one or two sentences. */
export const numberWords = (number: string, texts: Texts): string => (stemOf(number) === "mail.code" ? texts.pick("mail.code", number, { code: number }) : texts.pick("errors", number, { code: number }));

export function errorsView(wanted: string | null, act: { readonly lock: () => void }, texts: Texts): View {
  const seen = new Set<string>();
  let focus: HTMLElement | null = null;
  const line = (number: string) => {
    const first = !seen.has(number);
    seen.add(number);
    const head = el("dt", { tabindex: "-1", "aria-current": number === wanted && first ? "true" : null }, number);
    focus ??= number === wanted ? head : null;
    return el("div", {}, head, el("dd", {}, numberWords(number, texts)));
  };
  const groups = errorNumbers.map(({ group, numbers }) =>
    el("section", { class: "panel flow", "aria-labelledby": `numbers-${group}` }, el("h2", { id: `numbers-${group}` }, texts.pick("errors.group", group)), el("dl", { class: "facts" }, ...numbers.map(line))),
  );
  return {
    title: texts.say("errors.title"),
    main: [el("div", { class: "page-head" }, el("h1", {}, texts.say("errors.title"))), el("p", { class: "lead" }, texts.say("errors.lead")), el("div", { class: "flow" }, ...groups)],
    keys: new Map([["l", act.lock]]),
    focus,
  };
}
