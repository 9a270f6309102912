// Text that a stranger wrote, as people can safely look at it: what has no shape of its own, or changes how its neighbours stand, is shown
// as its number. A name that reads backwards, or a line that a terminal would obey, then looks like what it is.

/** Controls of direction, marks without width (not the two joiners that scripts and emoji need), separators, tags. */
const shapeless = /[\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
const controls = /[\u0000-\u001F\u007F-\u009F]/u;
const invisible = new RegExp(`${shapeless.source}|${controls.source}`, "gu");

/** The pictures that Unicode has for controls are missing from many fonts; a number in quotes is in all of them. */
const sign = (letter: string) => `‹U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;

/** The text of a file: line breaks and tabs stay, a mark of byte order at the start goes. */
export function visibleText(text: string): string {
  return text
    .replace(/^\uFEFF/u, "")
    .replace(/\r\n?/gu, "\n")
    .replace(invisible, (letter) => (letter === "\n" || letter === "\t" ? letter : sign(letter)));
}

/** Code points of a name that are shown; the middle of a longer one is left out, so that its end stays in sight. */
const longestName = 96;

/** A file's own name on one line. Empty when there is none. */
export function visibleName(name: string): string {
  const letters = [...name.replace(invisible, sign)];
  if (letters.length <= longestName) {
    return letters.join("").trim();
  }
  const half = longestName / 2;
  return `${letters.slice(0, half).join("")} … ${letters.slice(-half).join("")}`;
}

/**
 * The name under which a file is saved: the case's number, the file's turn in the case, and an extension of our own choice. Nothing of
 * the name that came with the file reaches the file system.
 */
export function neutralName(caseNumber: string, turn: number, extension: string): string {
  return `${caseNumber.replace(/[^0-9A-Za-z-]/gu, "")}-${turn}.${extension}`;
}
