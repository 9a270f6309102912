// ZIP, as Office documents use it: read by its directory, written anew without times, comments or extra fields.

import { Bytes, bytesOf, concat, Damaged, demand, read, textOf } from "./reader.ts";
import { crc32, packed, unpacked } from "./packing.ts";

export interface Entry {
  readonly name: string;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  /** Bytes when unpacked, as the directory says. */
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** An entry to write: bytes that are packed here, or an entry of another file taken over as it is. */
export type NewEntry = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly name: string; readonly from: Blob; readonly entry: Entry };

const mostEntries = 5_000;
const longestDirectory = 4 << 20;
const longestTail = 65_557;

/** The entries in the order of the directory. Throws Damaged, also for ZIP64, several volumes and locked entries. */
export async function zipEntries(file: Blob): Promise<Entry[]> {
  const tailAt = Math.max(0, file.size - longestTail);
  const tail = new Bytes(await read(file, tailAt, file.size - tailAt), true);
  let end = tail.length - 22;
  while (end >= 0 && tail.u32(end) !== 0x06054b50) {
    end--;
  }
  demand(end >= 0);
  const count = tail.u16(end + 10);
  const [length, at] = [tail.u32(end + 12), tail.u32(end + 16)];
  demand(tail.u16(end + 4) === 0 && count <= mostEntries && length <= longestDirectory);
  const directory = new Bytes(await read(file, at, length), true);
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count;) {
    demand(directory.u32(place) === 0x02014b50);
    const [nameLength, extra, comment] = [directory.u16(place + 28), directory.u16(place + 30), directory.u16(place + 32)];
    const entry = {
      name: textOf(directory.slice(place + 46, nameLength)), method: directory.u16(place + 10), crc: directory.u32(place + 16),
      packedSize: directory.u32(place + 20), size: directory.u32(place + 24), at: directory.u32(place + 42),
    };
    demand((directory.u16(place + 8) & 1) === 0 && (entry.method === 0 || entry.method === 8) && entry.at + entry.packedSize <= file.size);
    entries.push(entry);
    place += 46 + nameLength + extra + comment;
  }
  demand(new Set(entries.map(({ name }) => name)).size === entries.length);
  return entries;
}

/** The packed bytes of an entry. */
async function packedBytes(file: Blob, entry: Entry): Promise<Blob> {
  const head = new Bytes(await read(file, entry.at, 30), true);
  demand(head.u32(0) === 0x04034b50);
  const from = entry.at + 30 + head.u16(26) + head.u16(28);
  demand(from + entry.packedSize <= file.size);
  return file.slice(from, from + entry.packedSize);
}

/** The content of an entry of at most `most` bytes. Throws Damaged when it is longer or not what the directory says. */
export async function entryBytes(file: Blob, entry: Entry, most: number): Promise<Uint8Array<ArrayBuffer>> {
  demand(entry.size <= most);
  const inside = await packedBytes(file, entry);
  const bytes = entry.method === 0 ? new Uint8Array(await inside.arrayBuffer()) : await unpacked(inside, "deflate-raw", entry.size);
  demand(bytes.length === entry.size && crc32(bytes) === entry.crc);
  return bytes;
}

/** The pieces of a ZIP file with these entries in this order. */
export async function zipOf(entries: readonly NewEntry[]): Promise<BlobPart[]> {
  const pieces: BlobPart[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const given of entries) {
    const { method, crc, size, content, packedSize } = await made(given);
    const name = new TextEncoder().encode(given.name);
    const facts = concat([number(20, 2), number(0x0800, 2), number(method, 2), number(0, 2), number(0x21, 2), number(crc, 4), number(packedSize, 4), number(size, 4), number(name.length, 2), number(0, 2)]);
    pieces.push(concat([bytesOf("PK\u0003\u0004"), facts, name]), content);
    // Version made by: 3 (Unix) everywhere; no comment, volume 0, no attributes.
    directory.push(concat([bytesOf("PK\u0001\u0002"), number(20, 1), number(3, 1), facts, number(0, 10), number(at, 4), name]));
    at += 30 + name.length + packedSize;
    if (at > 0xffff_fffe || entries.length > 0xfffe) {
      throw new Damaged();
    }
  }
  const whole = concat(directory);
  pieces.push(whole, concat([bytesOf("PK\u0005\u0006"), number(0, 4), number(entries.length, 2), number(entries.length, 2), number(whole.length, 4), number(at, 4), number(0, 2)]));
  return pieces;
}

async function made(given: NewEntry): Promise<{ method: number; crc: number; size: number; content: BlobPart; packedSize: number }> {
  if ("entry" in given) {
    const { method, crc, size, packedSize } = given.entry;
    return { method, crc, size, packedSize, content: await packedBytes(given.from, given.entry) };
  }
  const crc = crc32(given.bytes);
  // The first entry of an OpenDocument file must stand there unpacked, so that its type can be seen.
  const content = given.name === "mimetype" ? given.bytes : await packed(given.bytes);
  return { method: given.name === "mimetype" ? 0 : 8, crc, size: given.bytes.length, content, packedSize: content.length };
}

/** A little-endian number of 1, 2 or 4 bytes, or that many zeros. */
function number(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index < 4 ? (value >>> (8 * index)) & 0xff : 0));
}
