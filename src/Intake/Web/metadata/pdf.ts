// PDF: looked through for the entries that name people, programs and times, in the plain part and in packed object streams.
// Told only: an older version of every page may still lie in the file, and only a program that draws it anew leaves all behind.

import { readExif } from "./exif.ts";
import type { FindingKind, Findings } from "./findings.ts";
import { bytesOf, latin, read } from "./reader.ts";
import { unpacked } from "./packing.ts";
import { pdfText } from "./pdftext.ts";
import { readXmp } from "./xmp.ts";

const step = 4 << 20;
/** What one window shows of the next, so that nothing is cut in two. */
const overlap = 64 << 10;
const mostLooked = 512 << 20;
const mostStreams = 300;
const longestStream = 4 << 20;
const mostUnpacked = 48 << 20;
const mostMatches = 5_000;

const entries: Record<string, FindingKind> = {
  Author: "author", Creator: "software", Producer: "software", CreationDate: "date", ModDate: "date", Company: "company", Manager: "author", LastModifiedBy: "editor", SourceModified: "date",
};
/** Around an annotation or an information dictionary; farther away is another object. */
const neighbourhood = 1_500;

interface Work {
  readonly file: Blob;
  readonly findings: Findings;
  streams: number;
  unpacked: number;
  ends: number;
  linearized: boolean;
}

/** Adds what a PDF tells. Never throws Damaged for what is inside: a PDF is searched, not interpreted. */
export async function readPdf(file: Blob, findings: Findings): Promise<void> {
  const work: Work = { file, findings, streams: 0, unpacked: 0, ends: 0, linearized: false };
  for (let at = 0; at < Math.min(file.size, mostLooked); at += step) {
    const text = latin(await read(file, at, Math.min(step + overlap, file.size - at)));
    readText(text, findings);
    readPictures(text, findings);
    work.ends += text.slice(0, step).split("%%EOF").length - 1;
    work.linearized ||= text.includes("/Linearized");
    if (/\/Encrypt\b/.test(text)) {
      findings.add("locked");
    }
    if (/\/EmbeddedFiles?\b/.test(text)) {
      findings.add("attached");
    }
    await readStreams(work, text, at);
  }
  if (work.ends > (work.linearized ? 2 : 1)) {
    findings.add("history");
  }
  if (file.size > mostLooked) {
    findings.add("hidden");
  }
}

/** Entries of information dictionaries, and who wrote remarks. */
function readText(text: string, findings: Findings): void {
  let matches = 0;
  for (const match of text.matchAll(/\/(Author|Creator|Producer|CreationDate|ModDate|Company|Manager|LastModifiedBy|SourceModified|T|Title|Keywords|Subject)\s{0,9}(?=[(<]|\d)/g)) {
    if (matches++ > mostMatches) {
      return;
    }
    const at = match.index + match[0].length;
    const name = match[1] ?? "";
    const kind = entries[name] ?? (name === "T" ? remark(text, match.index) : information(text, match.index));
    if (kind !== null) {
      findings.addAll(kind, [readable(valueAt(text, at), kind)]);
    }
  }
}

function remark(text: string, at: number): FindingKind | null {
  const around = objectAround(text, at);
  return /\/Subtype\s*\/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Ink|Line|Square|Circle|Polygon|PolyLine|Stamp|Caret|Popup|FileAttachment|Redact)\b/.test(around) ? "reviewer" : null;
}

/** Title, subject and key words count where they stand beside what only an information dictionary has. */
function information(text: string, at: number): FindingKind | null {
  return /\/(?:Producer|CreationDate|Author)\b/.test(objectAround(text, at)) ? "text" : null;
}

function objectAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - neighbourhood), at);
  const after = text.slice(at, at + neighbourhood);
  const end = after.indexOf("endobj");
  return before.slice(before.lastIndexOf("endobj") + 1) + (end < 0 ? after : after.slice(0, end));
}

/** A string that stands here, or in the object that is named here. */
function valueAt(text: string, at: number): string {
  const reference = /^(\d{1,9})\s+(\d{1,5})\s+R\b/.exec(text.slice(at, at + 30));
  if (reference === null) {
    return pdfText(text, at);
  }
  const named = `${reference[1] ?? ""} ${reference[2] ?? ""} obj`;
  const place = text.indexOf(`\n${named}`);
  if (place < 0) {
    return "";
  }
  const start = place + 1 + named.length;
  return pdfText(text, start + (/^\s*/.exec(text.slice(start, start + 20))?.[0].length ?? 0));
}

function readable(value: string, kind: FindingKind): string {
  const date = kind === "date" ? /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?/.exec(value) : null;
  if (date === null) {
    return value;
  }
  const [, year, month, day, hour, minute] = date;
  return [[year, month, day].filter(Boolean).join("-"), [hour, minute].filter(Boolean).join(":")].join(" ");
}

/** Photos inside a PDF often keep what the camera wrote. */
function readPictures(text: string, findings: Findings): void {
  let found = 0;
  for (let at = text.indexOf("Exif\0\0"); at >= 0 && found < 50; at = text.indexOf("Exif\0\0", at + 6), found++) {
    try {
      readExif(bytesOf(text.slice(at + 6, at + 6 + (64 << 10))), findings);
    } catch {
      findings.add("hidden");
    }
  }
  for (let at = text.indexOf("<x:xmpmeta"); at >= 0 && found < 50; at = text.indexOf("<x:xmpmeta", at + 10), found++) {
    const end = text.indexOf("</x:xmpmeta>", at);
    readXmp(bytesOf(text.slice(at, end < 0 ? at + overlap : end)), findings);
  }
}

/** Packed objects and packed XMP of a window. */
async function readStreams(work: Work, text: string, windowAt: number): Promise<void> {
  for (const match of text.matchAll(/\/Type\s{0,9}\/(ObjStm|Metadata)\b/g)) {
    const head = text.indexOf("stream", match.index);
    if (match.index >= step || head < 0 || head - match.index > 2_000 || work.streams >= mostStreams) {
      continue;
    }
    const dictionary = text.slice(Math.max(0, match.index - 500), head);
    if (!/\/FlateDecode|\/Fl\b/.test(dictionary)) {
      continue;
    }
    work.streams++;
    const start = head + 6 + (text.startsWith("\r\n", head + 6) ? 2 : 1);
    const end = text.indexOf("endstream", start);
    const length = end < 0 ? longestStream : end - start;
    const inside = await unpackedStream(work, windowAt + start, Math.min(length, longestStream));
    if (inside === null) {
      work.findings.add("hidden");
    } else if (match[1] === "Metadata") {
      readXmp(inside, work.findings);
    } else {
      readText(latin(inside), work.findings);
    }
  }
}

async function unpackedStream(work: Work, at: number, length: number): Promise<Uint8Array | null> {
  const packedBytes = await read(work.file, at, Math.min(length, work.file.size - at));
  // Line ends before "endstream" do not belong to the packed bytes, and browsers refuse what follows these.
  for (const trimmed of [packedBytes, ...[1, 2].map((cut) => packedBytes.subarray(0, Math.max(0, packedBytes.length - cut)))]) {
    if (work.unpacked > mostUnpacked) {
      return null;
    }
    try {
      const inside = await unpacked(new Blob([trimmed]), "deflate", longestStream);
      work.unpacked += inside.length;
      return inside;
    } catch {
      continue;
    }
  }
  return null;
}
