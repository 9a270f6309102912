// The page's words. One file a language under texts/; a new language is a new file and no code.

import type dutch from "./texts/nl.json";

/** Every key of the language files. The Dutch file is the list; a test holds the others to it. */
export type TextKey = keyof typeof dutch;

export type Values = Readonly<Record<string, string | number>>;

export interface Texts {
  readonly language: string;
  /** How dates are written in this language, as a BCP 47 tag. */
  readonly locale: string;
  /** The text under `key` with `{name}` places filled. */
  say(key: TextKey, values?: Values): string;
  /** The text under `<stem>.one` or `<stem>.other`, as the language counts, with `{n}` filled. */
  count(stem: string, n: number, values?: Values): string;
  /** The text under `<stem>.<item>` of a closed list, or under `<stem>.other` when the list has no such item. */
  pick(stem: string, item: string | number, values?: Values): string;
}

export type Dictionary = Readonly<Record<string, string>>;

export function makeTexts(language: string, words: Dictionary): Texts {
  const plural = new Intl.PluralRules(language);
  const fill = (text: string, values: Values) => text.replace(/\{(\w+)\}/gu, (place, name: string) => String(values[name] ?? place));
  const pick = (stem: string, item: string | number, values: Values = {}) => fill(words[`${stem}.${item}`] ?? words[`${stem}.other`] ?? stem, values);
  return {
    language,
    locale: words["language.locale"] ?? language,
    say: (key, values = {}) => fill(words[key] ?? key, values),
    count: (stem, n, values = {}) => pick(stem, plural.select(n), { n, ...values }),
    pick,
  };
}

/** All languages of the page, loaded once: acknowledgement templates are written in the reporter's language, not in the officer's. */
export interface Library {
  readonly languages: readonly string[];
  texts(language: string): Texts;
}

/** The offered languages in the organisation's order; the first one also stands in for a language we do not have. */
export function makeLibrary(languages: readonly string[], dictionaries: ReadonlyMap<string, Dictionary>): Library {
  const offered = languages.filter((language) => dictionaries.has(language));
  const known = new Map([...dictionaries].map(([language, words]) => [language, makeTexts(language, words)]));
  const first = known.get(offered[0] ?? "nl");
  if (first === undefined) {
    throw new Error("no language file");
  }
  return { languages: offered, texts: (language) => known.get(language) ?? known.get(language.slice(0, 2)) ?? first };
}

/** The language of the address (/en), else the first one that both the browser and the organisation name, else the organisation's first. */
export function chooseLanguage(path: string, preferred: readonly string[], offered: readonly string[]): string {
  const wanted = [path.split("/")[1] ?? "", ...preferred.map((language) => language.slice(0, 2))];
  return wanted.find((language) => offered.includes(language)) ?? offered[0] ?? "nl";
}
