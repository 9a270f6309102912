// EXIF: a small TIFF file inside pictures. Only the fields that tell something about a person, a device, a time or a place.

import { Bytes, demand, textOf } from "./reader.ts";
import type { FindingKind, Findings } from "./findings.ts";

const mostEntries = 400;
const mostDirectories = 12;
const longestField = 20_000;
/** Bytes of one value of a TIFF field type. */
const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };

const texts: Record<number, FindingKind> = {
  0x010e: "text", 0x0131: "software", 0x0132: "date", 0x013b: "author", 0x013c: "device", 0x8298: "author", 0x9003: "date", 0x9004: "date",
  0xa420: "serial", 0xa430: "author", 0xa431: "serial", 0xa433: "device", 0xa434: "device", 0xa435: "serial", 0xc62f: "serial", 0xa436: "text",
  0xa437: "author", 0xa438: "author", 0xa439: "device", 0xa43a: "device",
};
/** Fields of Windows, in UTF-16. */
const wideTexts: Record<number, FindingKind> = { 0x9c9b: "text", 0x9c9c: "text", 0x9c9d: "author", 0x9c9e: "text", 0x9c9f: "text" };
/** Fields with eight bytes before the text that say how it is written. */
const codedTexts: Record<number, FindingKind> = { 0x9286: "text", 0x001b: "text", 0x001c: "place" };
const tag = { make: 0x010f, model: 0x0110, orientation: 0x0112, exif: 0x8769, gps: 0x8825, interop: 0xa005, maker: 0x927c, xmp: 0x02bc, iptc: 0x83bb } as const;
const hidden: readonly number[] = [tag.maker, tag.xmp, tag.iptc];

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value stands. */
  readonly at: number;
}

/** Adds what a TIFF structure tells. Throws Damaged. */
export function readExif(bytes: Uint8Array, findings: Findings): void {
  const tiff = open(bytes);
  const queue: { at: number; gps: boolean }[] = [{ at: tiff.u32(4), gps: false }];
  const seen = new Set<number>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.at) || seen.size >= mostDirectories) {
      continue;
    }
    seen.add(next.at);
    const { fields, following } = directory(tiff, next.at);
    if (next.gps) {
      readPlace(tiff, fields, findings);
    } else {
      readFields(tiff, fields, findings);
    }
    for (const field of fields.filter((candidate) => candidate.tag === tag.exif || candidate.tag === tag.gps)) {
      queue.push({ at: tiff.u32(field.at), gps: field.tag === tag.gps });
    }
    if (following !== 0 && !next.gps) {
      findings.add("preview");
      queue.push({ at: following, gps: false });
    }
  }
}

/** How the picture must be turned (1 to 8), 1 when it does not say. Throws Damaged. */
export function orientationOf(bytes: Uint8Array): number {
  const tiff = open(bytes);
  const field = directory(tiff, tiff.u32(4)).fields.find((candidate) => candidate.tag === tag.orientation && candidate.type === 3);
  const value = field === undefined ? 1 : tiff.u16(field.at);
  return value >= 1 && value <= 8 ? value : 1;
}

/** A TIFF structure that says how to turn the picture, and nothing else. */
export function exifWithOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
}

function open(bytes: Uint8Array): Bytes {
  const order = new Bytes(bytes).latin(0, 2);
  demand(order === "II" || order === "MM");
  const tiff = new Bytes(bytes, order === "II");
  demand(tiff.u16(2) === 42);
  return tiff;
}

function directory(tiff: Bytes, at: number): { fields: Field[]; following: number } {
  const count = tiff.u16(at);
  demand(count <= mostEntries);
  const fields: Field[] = [];
  for (let entry = at + 2; entry < at + 2 + 12 * count; entry += 12) {
    const type = tiff.u16(entry + 2);
    const length = (sizes[type] ?? 0) * tiff.u32(entry + 4);
    const place = length <= 4 ? entry + 8 : tiff.u32(entry + 8);
    if (length > 0 && place + length <= tiff.length) {
      fields.push({ tag: tiff.u16(entry), type, count: tiff.u32(entry + 4), at: place });
    }
  }
  const end = at + 2 + 12 * count;
  return { fields, following: end + 4 <= tiff.length ? tiff.u32(end) : 0 };
}

function readFields(tiff: Bytes, fields: readonly Field[], findings: Findings): void {
  const value = (wanted: number): string => {
    const field = fields.find((candidate) => candidate.tag === wanted);
    return field === undefined ? "" : textField(tiff, field);
  };
  findings.addAll("device", [`${value(tag.make)} ${value(tag.model)}`]);
  for (const field of fields) {
    const kind = texts[field.tag] ?? wideTexts[field.tag] ?? codedTexts[field.tag];
    if (kind !== undefined) {
      findings.addAll(kind, [textField(tiff, field)]);
    } else if (hidden.includes(field.tag)) {
      findings.add("hidden");
    }
  }
}

function textField(tiff: Bytes, field: Field): string {
  const bytes = tiff.slice(field.at, Math.min(field.count * (sizes[field.type] ?? 0), longestField));
  if (field.tag in wideTexts) {
    return new TextDecoder("utf-16le").decode(bytes);
  }
  if (field.tag in codedTexts && bytes.length >= 8) {
    const coded = bytes.subarray(8);
    return new Bytes(bytes).startsWith("UNICODE") ? new TextDecoder("utf-16be").decode(coded) : textOf(coded);
  }
  return field.type === 2 || field.type === 7 || field.type === 1 ? textOf(bytes).split("\0").join(" ") : "";
}

/** Latitude and longitude in degrees, as maps take them, and what else the GPS directory says about a place. */
function readPlace(tiff: Bytes, fields: readonly Field[], findings: Findings): void {
  const field = (wanted: number): Field | undefined => fields.find((candidate) => candidate.tag === wanted);
  const degrees = (value: number, reference: number, negative: string): number | null => {
    const given = field(value);
    const sign = field(reference);
    if (given?.type !== 5 || given.count < 3) {
      return null;
    }
    const [whole = 0, minutes = 0, seconds = 0] = [0, 8, 16].map((offset) => rational(tiff, given.at + offset));
    return (sign !== undefined && tiff.latin(sign.at, 1) === negative ? -1 : 1) * (whole + minutes / 60 + seconds / 3600);
  };
  const latitude = degrees(2, 1, "S");
  const longitude = degrees(4, 3, "W");
  if (latitude !== null && longitude !== null) {
    findings.add("place", `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`);
  } else if (fields.some((candidate) => candidate.tag !== 0)) {
    findings.add("place");
  }
  for (const candidate of fields) {
    const kind = candidate.tag === 0x1d ? "date" : codedTexts[candidate.tag];
    if (kind !== undefined) {
      findings.addAll(kind, [textField(tiff, candidate)]);
    }
  }
}

function rational(tiff: Bytes, at: number): number {
  const divisor = tiff.u32(at + 4);
  return divisor === 0 ? 0 : tiff.u32(at) / divisor;
}
