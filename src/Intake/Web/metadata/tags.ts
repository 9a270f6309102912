// Walks the tags of an XML text once, from left to right, and lets each be changed, taken out with its content, or told about.
// Time grows with the length only, whatever the text is; nothing is expanded or fetched.

import { demand } from "./reader.ts";
import { unescaped } from "./xmp.ts";

export interface Tag {
  /** Name with its prefix. */
  readonly name: string;
  /** The whole tag. */
  readonly text: string;
}

/** What becomes of an opening tag: its new text, null to take the element out, or new text and new content. */
export type Change = string | null | { readonly text: string; readonly content: (old: string) => string };

/** The text with each opening tag (or empty element) as `change` wants it. Comments go. Throws Damaged when a tag has no end. */
export function rewriteTags(xml: string, change: (tag: Tag) => Change): string {
  const made: string[] = [];
  let at = 0;
  for (let open = xml.indexOf("<"); open >= 0; open = xml.indexOf("<", at)) {
    made.push(xml.slice(at, open));
    const special = specialEnd(xml, open);
    if (special !== null) {
      made.push(special.kept ? xml.slice(open, special.end) : "");
      at = special.end;
      continue;
    }
    at = tagEnd(xml, open);
    const text = xml.slice(open, at);
    if (text.startsWith("</")) {
      made.push(text);
      continue;
    }
    const name = /^<([^\s/>]+)/.exec(text)?.[1] ?? "";
    const wanted = change({ name, text });
    if (typeof wanted === "string") {
      made.push(wanted);
      continue;
    }
    const closing = text.endsWith("/>") ? null : closingTag(xml, name, at);
    if (wanted === null) {
      at = closing?.end ?? at;
    } else {
      made.push(wanted.text);
      if (closing !== null) {
        made.push(wanted.content(xml.slice(at, closing.start)), xml.slice(closing.start, closing.end));
        at = closing.end;
      }
    }
  }
  made.push(xml.slice(at));
  return made.join("");
}

/** Comments, processing instructions, character data and declarations. */
function specialEnd(xml: string, open: number): { end: number; kept: boolean } | null {
  for (const [start, end, kept] of [["<!--", "-->", false], ["<![CDATA[", "]]>", true], ["<?", "?>", true]] as const) {
    if (xml.startsWith(start, open)) {
      const found = xml.indexOf(end, open + start.length);
      demand(found >= 0);
      return { end: found + end.length, kept };
    }
  }
  // A document type could define entities; no office document has one.
  demand(!xml.startsWith("<!", open));
  return null;
}

/** Behind the `>` of a tag; one inside quotes does not end it. */
function tagEnd(xml: string, open: number): number {
  for (let at = open + 1; at < xml.length; at++) {
    const character = xml[at];
    if (character === ">") {
      return at + 1;
    }
    if (character === "\"" || character === "'") {
      at = xml.indexOf(character, at + 1);
      demand(at >= 0);
    }
  }
  demand(false);
}

/** The end tag that belongs to an element whose content begins at `from`. */
function closingTag(xml: string, name: string, from: number): { start: number; end: number } {
  let depth = 1;
  for (let open = xml.indexOf("<", from); open >= 0;) {
    const special = specialEnd(xml, open);
    const end = special?.end ?? tagEnd(xml, open);
    if (special === null && xml.startsWith(`</${name}`, open) && /[\s>]/.test(xml[open + name.length + 2] ?? "")) {
      depth--;
      if (depth === 0) {
        return { start: open, end };
      }
    } else if (special === null && xml.startsWith(`<${name}`, open) && /[\s>]/.test(xml[open + name.length + 1] ?? "") && xml[end - 2] !== "/") {
      depth++;
    }
    open = xml.indexOf("<", end);
  }
  demand(false);
}

const attributePattern = /(\s+)([^\s=/>"']+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/g;

/** A tag with each attribute as `change` wants it: a new value, or null to leave it out. Values are given and taken without escapes. */
export function rewriteAttributes(tag: string, change: (name: string, value: string) => string | null): string {
  return tag.replace(attributePattern, (_, space: string, name: string, equals: string, double?: string, single?: string) => {
    const old = unescaped(double ?? single ?? "");
    const value = change(name, old);
    return value === null ? "" : `${space}${name}${equals}"${value === old ? double ?? escaped(old) : escaped(value)}"`;
  });
}

/** The value of an attribute, null when it is not there. */
export function attributeOf(tag: string, wanted: string): string | null {
  let found: string | null = null;
  rewriteAttributes(tag, (name, value) => {
    found = name === wanted ? value : found;
    return value;
  });
  return found;
}

/** The text of an element's content, without tags. */
export function plainText(content: string): string {
  return unescaped(content.replace(/<[^>]*>/g, " "));
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;");
}
