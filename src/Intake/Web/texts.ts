// The texts of one language. A language is one file in texts/; its list is made by the build and narrowed by the organisation's settings.

import type dutch from "./texts/nl.json";

type Lines = { [K in keyof typeof dutch]: (typeof dutch)[K] extends string ? never : K }[keyof typeof dutch];
/** Every key of the language files; the compiler refuses any other. */
export type TextKey = Exclude<keyof typeof dutch, Lines>;
/** Keys whose value is a list of lines: `# heading`, `- item`, `@ address|label`, else a paragraph. */
export type LinesKey = Lines;
type CountKey = TextKey extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

export interface Texts {
  readonly language: string;
  /** The text with each `{name}` replaced. */
  of(key: TextKey, values?: Record<string, string>): string;
  lines(key: LinesKey): readonly string[];
  /** The plural form of this language for `count`, with `{count}` replaced. */
  count(stem: CountKey, count: number, values?: Record<string, string>): string;
  /** False until `complete` loaded the texts that a first visit does not need. */
  readonly isComplete: boolean;
  complete(): Promise<void>;
  /** The language's tag for dates and plurals, for example nl-BE. */
  readonly locale: string;
}

interface Asset { url: string; integrity: string }
type Source = Record<string, Asset & { later?: Asset }>;
export type Content = Record<string, string | string[]>;

/** Languages that have a file and that the organisation offers, in the organisation's order; never empty. */
export function offeredLanguages(built: Readonly<Record<string, unknown>>, offered: string): string[] {
  const chosen = offered.split(/\s+/).filter((language) => language in built);
  return chosen.length > 0 ? chosen : Object.keys(built);
}

/** The language of the path (`/nl`), else the browser's, else the organisation's first. */
export function chooseLanguage(path: string, offered: readonly string[], preferred: readonly string[]): string {
  const candidates = [path.split("/")[1] ?? "", ...preferred.map((tag) => tag.slice(0, 2).toLowerCase())];
  return candidates.find((language) => offered.includes(language)) ?? offered[0] ?? "nl";
}

export async function loadTexts(sources: Source, language: string): Promise<Texts> {
  const source = sources[language];
  if (source === undefined) {
    throw new Error("unknown language");
  }
  const { later } = source;
  return textsOf(language, await fetchContent(source), later === undefined ? null : () => fetchContent(later));
}

async function fetchContent({ url, integrity }: Asset): Promise<Content> {
  return (await (await fetch(url, { integrity, credentials: "omit" })).json()) as Content;
}

export function textsOf(language: string, first: Content, later: (() => Promise<Content>) | null): Texts {
  const content = { ...first };
  let isComplete = later === null;
  const locale = single(content["language.locale"]);
  const plural = new Intl.PluralRules(locale);
  const of = (key: string, values: Record<string, string> = {}): string =>
    single(content[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return {
    language,
    locale,
    of,
    get isComplete() { return isComplete; },
    async complete() {
      if (later !== null && !isComplete) {
        Object.assign(content, await later());
        isComplete = true;
      }
    },
    lines: (key) => content[key] as string[],
    count: (stem, count, values = {}) => {
      const key = `${stem}.${plural.select(count)}`;
      return of(key in content ? key : `${stem}.other`, { ...values, count: String(count) });
    },
  };
}

function single(value: string | string[] | undefined): string {
  if (typeof value !== "string") {
    throw new Error("missing text");
  }
  return value;
}
