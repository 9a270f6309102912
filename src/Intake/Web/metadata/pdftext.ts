// Strings of PDF: in brackets with escapes, or hexadecimal; in one byte a character or in UTF-16 or UTF-8 with a mark before it.

import { bytesOf, textOf } from "./reader.ts";

const longest = 4_000;

/** The string that begins at a place; empty where none does. */
export function pdfText(text: string, at: number): string {
  const raw = text[at] === "(" ? literal(text, at + 1) : text[at] === "<" && text[at + 1] !== "<" ? hexadecimal(text, at + 1) : "";
  if (raw.startsWith("\u00fe\u00ff")) {
    return new TextDecoder("utf-16be").decode(bytesOf(raw.slice(2)));
  }
  return raw.startsWith("\u00ef\u00bb\u00bf") ? textOf(bytesOf(raw.slice(3))) : raw;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };

function literal(text: string, from: number): string {
  let made = "";
  let depth = 1;
  for (let at = from; at < text.length && made.length < longest; at++) {
    const character = text[at] ?? "";
    if (character === "\\") {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4));
      const next = text[at + 1] ?? "";
      made += octal === null ? escapes[next] ?? next : String.fromCharCode(parseInt(octal[0], 8) & 0xff);
      at += octal === null ? 1 : octal[0].length;
      continue;
    }
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (depth === 0) {
      break;
    }
    made += character;
  }
  return made;
}

function hexadecimal(text: string, from: number): string {
  const end = text.indexOf(">", from);
  const digits = end < 0 || end - from > 2 * longest ? "" : text.slice(from, end).replace(/\s+/g, "");
  return /^[0-9a-fA-F]*$/.test(digits) ? (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16))).join("") : "";
}
