// HEIC and AVIF: boxes within boxes. Told only; taking a box out would mean rewriting the places of all others.

import { readExif } from "./exif.ts";
import type { Findings } from "./findings.ts";
import { Bytes, demand, latin, read } from "./reader.ts";
import { readXmp } from "./xmp.ts";

interface Box {
  readonly name: string;
  /** Where the content begins and ends. */
  readonly from: number;
  readonly to: number;
}

interface Item {
  readonly id: number;
  readonly type: string;
}

const mostBoxes = 2_000;
const mostItems = 5_000;
const longestMeta = 8 << 20;
const longestItem = 2 << 20;

/** Adds what a HEIC or AVIF picture tells. Throws Damaged. */
export async function readHeic(file: Blob, findings: Findings): Promise<void> {
  const meta = await topLevel(file, "meta");
  demand(meta !== null && meta.to - meta.from <= longestMeta);
  const bytes = new Bytes(await read(file, meta.from, meta.to - meta.from));
  const boxes = boxesIn(bytes, 4, bytes.length);
  const items = itemsOf(bytes, boxes);
  const places = placesOf(bytes, boxes);
  for (const item of items.filter(({ type }) => type === "Exif" || type.startsWith("mime"))) {
    const content = await contentOf(file, bytes, boxes, places.get(item.id));
    if (content === null) {
      findings.add("hidden");
    } else {
      readItem(item, content, findings);
    }
  }
  if ((await topLevel(file, "moov")) !== null) {
    findings.add("attached");
  }
}

function readItem(item: Item, content: Uint8Array, findings: Findings): void {
  if (item.type !== "Exif") {
    readXmp(content, findings);
    return;
  }
  try {
    readExif(content.subarray(4 + new Bytes(content).u32(0)), findings);
  } catch {
    findings.add("hidden");
  }
}

async function topLevel(file: Blob, wanted: string): Promise<Box | null> {
  for (let at = 0, count = 0; at + 8 <= file.size && count < mostBoxes; count++) {
    const head = new Bytes(await read(file, at, Math.min(16, file.size - at)));
    const { name, from, size } = boxHead(head, 0, file.size - at);
    if (name === wanted) {
      return { name, from: at + from, to: at + size };
    }
    at += size;
  }
  return null;
}

function boxHead(bytes: Bytes, at: number, room: number): { name: string; from: number; size: number } {
  const short = bytes.u32(at);
  const size = short === 0 ? room : short === 1 ? bytes.uint(at + 8, 8) : short;
  const from = short === 1 ? 16 : 8;
  demand(size >= from && size <= room);
  return { name: bytes.latin(at + 4, 4), from, size };
}

function boxesIn(bytes: Bytes, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    demand(boxes.length < mostBoxes);
    const box = boxHead(bytes, at, to - at);
    boxes.push({ name: box.name, from: at + box.from, to: at + box.size });
    at += box.size;
  }
  return boxes;
}

/** The numbers and types of the items (`iinf`). */
function itemsOf(bytes: Bytes, boxes: readonly Box[]): Item[] {
  const list = boxes.find(({ name }) => name === "iinf");
  if (list === undefined) {
    return [];
  }
  const entries = boxesIn(bytes, list.from + (bytes.u8(list.from) === 0 ? 6 : 8), list.to);
  return entries.filter(({ name }) => name === "infe").flatMap(({ from, to }) => {
    const version = bytes.u8(from);
    const wide = version === 3 ? 4 : 2;
    const type = from + 4 + wide + 2;
    return version < 2 || type + 4 > to ? [] : [{ id: bytes.uint(from + 4, wide), type: bytes.latin(type, 4) + (bytes.latin(type, 4) === "mime" ? latin(bytes.slice(type + 4, to - type - 4)) : "") }];
  });
}

interface Place {
  /** 0: in the file; 1: in the box `idat`. */
  readonly method: number;
  readonly at: number;
  readonly length: number;
}

/** Where the first extent of each item lies (`iloc`). */
function placesOf(bytes: Bytes, boxes: readonly Box[]): Map<number, Place> {
  const places = new Map<number, Place>();
  const list = boxes.find(({ name }) => name === "iloc");
  if (list === undefined) {
    return places;
  }
  const version = bytes.u8(list.from);
  const [offsetSize, lengthSize, baseSize, indexSize] = [bytes.u8(list.from + 4) >> 4, bytes.u8(list.from + 4) & 15, bytes.u8(list.from + 5) >> 4, bytes.u8(list.from + 5) & 15];
  const wide = version === 2 ? 4 : 2;
  const count = bytes.uint(list.from + 6, wide);
  demand(version <= 2 && count <= mostItems && [offsetSize, lengthSize, baseSize, indexSize].every((size) => size <= 8));
  let at = list.from + 6 + wide;
  for (let item = 0; item < count; item++) {
    const id = bytes.uint(at, wide);
    at += wide;
    const method = version === 0 ? 0 : bytes.u16(at) & 15;
    at += (version === 0 ? 0 : 2) + 2;
    const base = bytes.uint(at, baseSize);
    const extents = bytes.u16(at + baseSize);
    at += baseSize + 2;
    const extent = (version === 0 ? 0 : indexSize) + offsetSize + lengthSize;
    if (extents > 0) {
      const first = at + extent - offsetSize - lengthSize;
      places.set(id, { method, at: base + bytes.uint(first, offsetSize), length: bytes.uint(first + offsetSize, lengthSize) });
    }
    at += extents * extent;
  }
  return places;
}

async function contentOf(file: Blob, meta: Bytes, boxes: readonly Box[], place: Place | undefined): Promise<Uint8Array | null> {
  if (place === undefined || place.length > longestItem) {
    return null;
  }
  if (place.method === 1) {
    const data = boxes.find(({ name }) => name === "idat");
    return data === undefined ? null : meta.slice(data.from + place.at, Math.min(place.length, data.to - data.from - place.at));
  }
  return place.method === 0 && place.at + place.length <= file.size ? read(file, place.at, place.length) : null;
}
