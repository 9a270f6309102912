// What a file is, judged from its bytes and never from its name or from what its sender called it. The judgement decides what may be
// shown (text, and images that are decoded and drawn anew), under which extension the rest is saved, and which warning goes with it.
// Nothing is unpacked or parsed beyond a few markers: an archive of any depth costs the same two looks, at its head and its tail.

import type { Bytes } from "@integrity-channel/crypto";

export type FileKind =
  | "png" | "jpeg" | "gif" | "webp" | "heic" | "text" | "markup" | "pdf" | "office" | "open-document" | "macros" | "old-office" | "rich-text"
  | "archive" | "program" | "sound" | "film" | "empty" | "unknown";

export interface Judgement {
  readonly kind: FileKind;
  /** Of the saved file. Text of any sort is .txt and what could run or cannot be named is .bin, so that no double click starts it. */
  readonly extension: string;
  /** How the viewer may show it; null: download only. */
  readonly shown: "image" | "text" | null;
  /** The file is of two kinds at once (a picture that is a web page or an archive as well). No honest program writes that. */
  readonly mixed: boolean;
}

/** How much of either end is enough to judge, in bytes. */
export const judgedLength = 65_536;

const images: readonly FileKind[] = ["png", "jpeg", "gif", "webp"];
const texts: readonly FileKind[] = ["text", "markup"];

const extensions: Readonly<Record<Exclude<FileKind, "office" | "open-document" | "sound" | "film">, string>> = {
  "png": "png", "jpeg": "jpg", "gif": "gif", "webp": "webp", "heic": "heic", "text": "txt", "markup": "txt", "pdf": "pdf", "macros": "bin",
  "old-office": "bin", "rich-text": "rtf", "archive": "zip", "program": "bin", "empty": "bin", "unknown": "bin",
};

/** `head` and `tail` are the first and last judgedLength bytes, or the whole of a shorter file. */
export function judge(head: Bytes, tail: Bytes): Judgement {
  const [kind, extension] = kindOf(head, tail);
  const mixed = isMixed(kind, head, tail);
  const shown = images.includes(kind) ? ("image" as const) : texts.includes(kind) ? ("text" as const) : null;
  return { kind, extension: mixed ? "bin" : extension, shown, mixed };
}

function kindOf(head: Bytes, tail: Bytes): readonly [FileKind, string] {
  const plain = (kind: keyof typeof extensions) => [kind, extensions[kind]] as const;
  if (head.length === 0) {
    return plain("empty");
  }
  for (const [kind, test] of signatures) {
    if (test(head)) {
      return kind === "archive" ? zipKind(head, tail) : plain(kind);
    }
  }
  return media(head) ?? plain(decodeText(head, false) === null ? "unknown" : isMarkup(head) ? "markup" : "text");
}

const at = (bytes: Bytes, offset: number, text: string) => [...text].every((letter, index) => bytes[offset + index] === letter.charCodeAt(0));

const signatures: readonly (readonly [keyof typeof extensions, (head: Bytes) => boolean])[] = [
  ["png", (head) => at(head, 0, "\x89PNG\r\n\x1a\n")],
  ["jpeg", (head) => at(head, 0, "\xff\xd8\xff")],
  ["gif", (head) => at(head, 0, "GIF87a") || at(head, 0, "GIF89a")],
  ["webp", (head) => at(head, 0, "RIFF") && at(head, 8, "WEBP")],
  ["heic", (head) => at(head, 4, "ftyp") && ["heic", "heix", "hevc", "mif1", "msf1", "avif"].some((brand) => at(head, 8, brand))],
  ["archive", (head) => at(head, 0, "PK\x03\x04") || at(head, 0, "PK\x05\x06")],
  ["old-office", (head) => at(head, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
  ["rich-text", (head) => at(head, 0, "{\\rtf")],
  ["program", (head) => at(head, 0, "MZ") || at(head, 0, "\x7fELF") || at(head, 0, "#!") || at(head, 0, "\xcf\xfa\xed\xfe") || at(head, 0, "\xca\xfe\xba\xbe") || at(head, 0, "L\0\0\0\x01\x14\x02\0")],
  // Readers look for the mark in the first kilobyte and not only at its start.
  ["pdf", (head) => letters(head.subarray(0, 1024)).includes("%PDF-")],
];

/** Bytes as letters, one each, for looking for ASCII marks. */
const letters = (bytes: Bytes) => new TextDecoder("latin1").decode(bytes);

/** The names of an archive's entries stand in clear before each entry and once more at the archive's end. */
function zipKind(head: Bytes, tail: Bytes): readonly [FileKind, string] {
  const names = letters(head) + letters(tail);
  if (/vbaProject\.bin|\bBasic\/|macrosheets\//iu.test(names)) {
    return ["macros", extensions.macros];
  }
  const office = [["word/document", "docx"], ["xl/workbook", "xlsx"], ["ppt/presentation", "pptx"]].find(([part = ""]) => names.includes(part));
  if (office !== undefined) {
    return ["office", office[1] ?? "bin"];
  }
  const open = [["text", "odt"], ["spreadsheet", "ods"], ["presentation", "odp"]].find(([part = ""]) => names.includes(`mimetypeapplication/vnd.oasis.opendocument.${part}`));
  return open === undefined ? ["archive", extensions.archive] : ["open-document", open[1] ?? "bin"];
}

function media(head: Bytes): readonly [FileKind, string] | null {
  const found = ([
    ["sound", "wav", at(head, 0, "RIFF") && at(head, 8, "WAVE")],
    ["sound", "m4a", at(head, 4, "ftypM4A")],
    ["sound", "mp3", at(head, 0, "ID3")],
    ["sound", "ogg", at(head, 0, "OggS")],
    ["film", "mp4", at(head, 4, "ftyp")],
    ["film", "webm", at(head, 0, "\x1a\x45\xdf\xa3")],
  ] as const).find(([, , fits]) => fits);
  return found === undefined ? null : [found[0], found[1]];
}

const markup = /<(?:!doctype|html|svg|script|body|iframe|object|embed|math|\?xml)\b|<\?xml/iu;

const isMarkup = (head: Bytes) => markup.test(letters(head.subarray(0, 4096)));

/** A picture or a document that holds a web page near its start, or ends as an archive. */
function isMixed(kind: FileKind, head: Bytes, tail: Bytes): boolean {
  if (![...images, "pdf", "heic"].includes(kind)) {
    return false;
  }
  const page = /<(?:html|svg|script|body|iframe)\b/iu.test(letters(head.subarray(0, 4096)));
  const archive = letters(tail).includes("PK\x05\x06");
  return archive || (page && kind !== "pdf");
}

/**
 * The bytes as text: UTF-8, UTF-16 with its mark, or Windows-1252 where no control stands in it; null when they are none of these.
 * `whole` is false for the beginning of a longer file, which may end inside a letter.
 */
export function decodeText(bytes: Bytes, whole = true): string | null {
  const marks: readonly (readonly [string, boolean])[] = [
    ["utf-16le", bytes[0] === 0xff && bytes[1] === 0xfe],
    ["utf-16be", bytes[0] === 0xfe && bytes[1] === 0xff],
    ["utf-8", true],
  ];
  const encoding = marks.find(([, fits]) => fits)?.[0] ?? "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole });
    return text.includes("\0") ? null : text;
  } catch {
    return encoding === "utf-8" && isWestern(bytes) ? new TextDecoder("windows-1252").decode(bytes) : null;
  }
}

/** Letters of Windows-1252 among mostly plain ones, and no control but tab, line and page. */
function isWestern(bytes: Bytes): boolean {
  let high = 0;
  for (const byte of bytes) {
    if ((byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)) || [0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) {
      return false;
    }
    high += byte >= 0x80 ? 1 : 0;
  }
  return high * 4 <= bytes.length;
}
