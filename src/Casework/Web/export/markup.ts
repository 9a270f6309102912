// A document as text, for the file that leaves the page. Every value is escaped; what a stranger wrote can become no mark-up, and
// characters that have no shape or turn their neighbours are shown as their number.

import { visibleText } from "../files/visibletext.ts";

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | Markup | readonly Markup[];

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escaped = (text: string) => visibleText(text).replace(/[&<>"']/gu, (mark) => marks[mark] ?? mark);

const written = (part: Part): string => {
  if (part instanceof Markup) {
    return part.text;
  }
  return typeof part === "object" ? part.map(({ text }) => text).join("\n") : escaped(String(part));
};

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, next, at) => text + written(parts[at - 1] ?? "") + next));
}

/** Paragraphs from plain text: an empty line divides them, single line breaks stay. */
export function paragraphs(text: string): Markup[] {
  return text.split(/\n[ \t]*\n/u).filter((part) => part.trim() !== "").map((part) => html`<p>${part.split("\n").map((line, at) => html`${at === 0 ? "" : new Markup("<br>")}${line}`)}</p>`);
}
