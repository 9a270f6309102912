// WebP: RIFF chunks. Picture chunks stay; EXIF, XMP, colour profiles and unknown chunks go, and the flags that announce them.

import { exifWithOrientation, orientationOf, readExif } from "./exif.ts";
import type { Findings } from "./findings.ts";
import { Bytes, bytesOf, concat, demand, read, Window } from "./reader.ts";
import { readXmp } from "./xmp.ts";

interface Chunk {
  readonly name: string;
  readonly start: number;
  /** Bytes of content. */
  readonly length: number;
}

const mostChunks = 20_000;
const longestBlock = 4 << 20;
const picture: readonly string[] = ["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF"];
const frame: readonly string[] = ["VP8 ", "VP8L", "ALPH"];
const flag = { icc: 0x20, exif: 0x08, xmp: 0x04 } as const;

async function chunksOf(file: Blob, from: number, end: number): Promise<Chunk[]> {
  const window = new Window(file);
  const chunks: Chunk[] = [];
  for (let at = from; at < end;) {
    const head = new Bytes(await window.at(at, 8), true);
    const length = head.u32(4);
    demand(at + 8 + length <= end && chunks.length < mostChunks);
    chunks.push({ name: head.latin(0, 4), start: at, length });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

async function walkWebp(file: Blob): Promise<{ chunks: Chunk[]; end: number }> {
  const head = new Bytes(await read(file, 0, 12), true);
  demand(head.latin(0, 4) === "RIFF" && head.latin(8, 4) === "WEBP");
  const end = 8 + head.u32(4);
  demand(end <= file.size && end >= 12);
  return { chunks: await chunksOf(file, 12, end), end };
}

/** Adds what a WebP picture tells. Throws Damaged. */
export async function readWebp(file: Blob, findings: Findings): Promise<void> {
  const { chunks, end } = await walkWebp(file);
  for (const chunk of chunks.filter(({ name }) => name !== "VP8X" && !picture.includes(name)).slice(0, 100)) {
    await readChunk(file, chunk, findings);
  }
  for (const chunk of chunks.filter(({ name }) => name === "ANMF").slice(0, 1_000)) {
    if ((await chunksOf(file, chunk.start + 24, chunk.start + 8 + chunk.length)).some(({ name }) => !frame.includes(name))) {
      findings.add("hidden");
    }
  }
  if (end + (end % 2) < file.size) {
    findings.add("attached");
  }
}

async function readChunk(file: Blob, chunk: Chunk, findings: Findings): Promise<void> {
  if ((chunk.name !== "EXIF" && chunk.name !== "XMP ") || chunk.length > longestBlock) {
    findings.add("hidden");
    return;
  }
  const bytes = await read(file, chunk.start + 8, chunk.length);
  if (chunk.name === "XMP ") {
    readXmp(bytes, findings);
    return;
  }
  try {
    readExif(withoutName(bytes), findings);
  } catch {
    findings.add("hidden");
  }
}

/** Some writers put the name of the JPEG segment before it. */
const withoutName = (bytes: Uint8Array): Uint8Array => (new Bytes(bytes).startsWith("Exif\0\0") ? bytes.subarray(6) : bytes);

/** The pieces of a WebP picture with the same picture and nothing else but the way it must be turned. Throws Damaged. */
export async function cleanWebp(file: Blob): Promise<BlobPart[]> {
  const { chunks } = await walkWebp(file);
  const turned = await orientation(file, chunks);
  const pieces: BlobPart[] = [];
  let size = 4;
  const push = (piece: Blob | Uint8Array<ArrayBuffer>, length: number): void => { pieces.push(piece); size += length; };
  for (const chunk of chunks) {
    if (chunk.name === "VP8X") {
      demand(chunk.length === 10);
      const bytes = await read(file, chunk.start, 18);
      bytes[8] = ((bytes[8] ?? 0) & ~(flag.icc | flag.exif | flag.xmp)) | (turned === 1 ? 0 : flag.exif);
      push(bytes, bytes.length);
    } else if (picture.includes(chunk.name)) {
      await demandOnlyFrame(file, chunk);
      const padded = chunk.length + (chunk.length % 2);
      push(file.slice(chunk.start, chunk.start + 8 + chunk.length), 8 + chunk.length);
      if (padded > chunk.length) {
        push(new Uint8Array(1), 1);
      }
    }
  }
  demand(chunks.some(({ name }) => picture.includes(name)));
  if (turned !== 1) {
    const exif = exifWithOrientation(turned);
    push(concat([bytesOf("EXIF"), little(exif.length), exif]), 8 + exif.length);
  }
  return [concat([bytesOf("RIFF"), little(size), bytesOf("WEBP")]), ...pieces];
}

/** A frame of an animation may hold chunks of its own; one with anything else cannot be cleaned here. */
async function demandOnlyFrame(file: Blob, chunk: Chunk): Promise<void> {
  if (chunk.name === "ANMF") {
    demand(chunk.length >= 16 && (await chunksOf(file, chunk.start + 24, chunk.start + 8 + chunk.length)).every(({ name }) => frame.includes(name)));
  }
}

async function orientation(file: Blob, chunks: readonly Chunk[]): Promise<number> {
  const exif = chunks.find(({ name, length }) => name === "EXIF" && length <= longestBlock);
  // Without the extended header there is no place to announce EXIF.
  if (exif === undefined || !chunks.some(({ name }) => name === "VP8X")) {
    return 1;
  }
  try {
    return orientationOf(withoutName(await read(file, exif.start + 8, exif.length)));
  } catch {
    return 1;
  }
}

function little(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}
