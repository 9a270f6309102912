// Office documents: a ZIP file of XML parts and pictures. Reading and cleaning walk the same way, part by part.

import { Findings, type Finding, type FindingKind } from "./findings.ts";
import { droppedKind, isClosedPart, scrubPart, type Walk } from "./officeparts.ts";
import { droppedOpenKind, isClosedOpenPart, scrubOpenPart } from "./opendocument.ts";
import { demand } from "./reader.ts";
import { entryBytes, zipEntries, zipOf, type Entry, type NewEntry } from "./zip.ts";

export type OfficeFormat = "ooxml" | "odf";

/** Reads or cleans a picture inside a document; null for what is no picture that can be cleaned. */
export interface Pictures {
  read(picture: Blob): Promise<readonly Finding[] | null>;
  clean(picture: Blob): Promise<Blob | null>;
}

const longestPart = 32 << 20;
const longestPicture = 64 << 20;
/** All parts of one document together, unpacked. */
const mostUnpacked = 256 << 20;

const rules = {
  ooxml: { dropped: droppedKind, closed: isClosedPart, scrub: scrubPart, isText: (part: string) => /\.(?:xml|rels|vml)$/i.test(part), isPicture: (part: string) => /\/media\/.+\.(?:jpe?g|jfif|png|webp)$/i.test(part) },
  odf: { dropped: droppedOpenKind, closed: isClosedOpenPart, scrub: scrubOpenPart, isText: (part: string) => /\.xml$/i.test(part), isPicture: (part: string) => /^Pictures\/.+\.(?:jpe?g|png|webp)$/i.test(part) },
};

/** Which kind of document a ZIP file is; null for any other ZIP file. Throws Damaged. */
export async function officeFormat(file: Blob): Promise<{ format: OfficeFormat; extension: string } | null> {
  const entries = await zipEntries(file);
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (has("[Content_Types].xml")) {
    const macros = entries.some(({ name }) => /vbaProject\.bin$/i.test(name));
    const found = ([["word/document.xml", "doc"], ["xl/workbook.xml", "xls"], ["ppt/presentation.xml", "ppt"]] as const).find(([part]) => has(part));
    return found === undefined ? null : { format: "ooxml", extension: found[1] + (macros ? "m" : "x") };
  }
  const type = entries[0]?.name === "mimetype" && has("content.xml") ? new TextDecoder().decode(await entryBytes(file, entries[0], 200)) : "";
  const open = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation|graphics)\s*$/.exec(type)?.[1];
  return open === undefined ? null : { format: "odf", extension: { text: "odt", spreadsheet: "ods", presentation: "odp", graphics: "odg" }[open] ?? "odt" };
}

/** Adds what a document tells. Throws Damaged. */
export async function readOffice(file: Blob, format: OfficeFormat, findings: Findings, pictures: Pictures): Promise<void> {
  const { dropped, closed } = rules[format];
  await walkOffice(file, format, findings, async (bytes) => {
    (await pictures.read(new Blob([bytes])))?.forEach(({ kind, value }) => { findings.add(kind, value); });
    return bytes;
  });
  for (const { name } of await zipEntries(file)) {
    const kind = dropped(name);
    if (kind !== null) {
      findings.add(kind);
    } else if (closed(name)) {
      findings.add("attached", name.split("/").at(-1) ?? "");
    }
  }
}

/** The pieces of the same document without what it tells, as far as that can be taken out. Throws Damaged. */
export async function cleanOffice(file: Blob, format: OfficeFormat, pictures: Pictures): Promise<BlobPart[]> {
  const entries = await walkOffice(file, format, new Findings(), async (bytes) => {
    const cleaned = await pictures.clean(new Blob([bytes]));
    demand(cleaned !== null);
    return new Uint8Array(await cleaned.arrayBuffer());
  });
  return zipOf(entries);
}

/** Every part that stays, changed; what was met is added to `findings`. */
async function walkOffice(file: Blob, format: OfficeFormat, findings: Findings, picture: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>): Promise<NewEntry[]> {
  const { dropped, scrub, isText, isPicture } = rules[format];
  const walk = walkOf(findings, (part) => dropped(part) !== null);
  const made: NewEntry[] = [];
  let left = mostUnpacked;
  const content = async (entry: Entry, most: number): Promise<Uint8Array<ArrayBuffer>> => {
    left -= entry.size;
    demand(left >= 0);
    return entryBytes(file, entry, most);
  };
  for (const entry of await zipEntries(file)) {
    const { name } = entry;
    if (dropped(name) !== null || name.endsWith("/")) {
      continue;
    }
    if (isText(name)) {
      made.push({ name, bytes: encoded(scrub(name, decoded(await content(entry, longestPart)), walk)) });
    } else if (isPicture(name)) {
      made.push({ name, bytes: await picture(await content(entry, longestPicture)) });
    } else if (name === "mimetype") {
      made.push({ name, bytes: await content(entry, 200) });
    } else {
      made.push({ name, from: file, entry });
    }
  }
  return made;
}

/** Each name gets a number of its own, so that remarks of two people stay apart. */
function walkOf(findings: Findings, isDropped: (part: string) => boolean): Walk {
  const aliases = new Map<string, string>();
  const isAlias = (value: string): boolean => /^\d{1,4}$/.test(value.trim());
  return {
    isDropped,
    alias(name) {
      const known = aliases.get(name) ?? (isAlias(name) ? name : String(aliases.size + 1));
      aliases.set(name, known);
      return known;
    },
    tell(kind: FindingKind, value = "") {
      if (!(kind === "reviewer" && (value === "" || isAlias(value)))) {
        findings.add(kind, value);
      }
    },
  };
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const wide = { le: new TextDecoder("utf-16le", { fatal: true }), be: new TextDecoder("utf-16be", { fatal: true }) };

/** XML as UTF-8 or, with its mark, as UTF-16; parts are written back as UTF-8. */
function decoded(bytes: Uint8Array): string {
  const mark = `${bytes[0] ?? 0} ${bytes[1] ?? 0}`;
  const text = mark === "255 254" ? wide.le.decode(bytes) : mark === "254 255" ? wide.be.decode(bytes) : strict.decode(bytes);
  demand(!/^<\?xml[^>]*encoding\s*=\s*["'](?!utf-?(?:8|16)["'])/i.test(text));
  return text.replace(/^(<\?xml[^>]*encoding\s*=\s*["'])utf-?16(["'])/i, "$1UTF-8$2");
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
