// PNG: a row of chunks, each with a check sum. Chunks that the picture needs stay byte for byte.

import { exifWithOrientation, orientationOf, readExif } from "./exif.ts";
import type { Findings } from "./findings.ts";
import { Bytes, bytesOf, concat, demand, latin, read, textOf, Window } from "./reader.ts";
import { readXmp } from "./xmp.ts";
import { crc32, unpacked } from "./packing.ts";

interface Chunk {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const mostChunks = 100_000;
const mostReadChunks = 200;
const longestText = 1 << 20;
/** What a picture or an animation needs. Everything else goes: text, times, colour profiles, and what no standard knows. */
const needed: readonly string[] = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "acTL", "fcTL", "fdAT"];
/** Facts about colour and size that tell nothing about a person. */
const neutral: readonly string[] = ["gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "hIST", "cICP", "sTER"];

async function walkPng(file: Blob): Promise<{ chunks: Chunk[]; end: number }> {
  const window = new Window(file);
  const start = await window.at(0, 8);
  demand(signature.every((byte, at) => start[at] === byte));
  const chunks: Chunk[] = [];
  for (let at = 8; ;) {
    const head = new Bytes(await window.at(at, 8));
    const name = head.latin(4, 4);
    const end = at + 12 + head.u32(0);
    demand(/^[A-Za-z]{4}$/.test(name) && end <= file.size && chunks.length < mostChunks && (chunks.length > 0 || name === "IHDR"));
    chunks.push({ name, start: at, end });
    if (name === "IEND") {
      return { chunks, end };
    }
    at = end;
  }
}

/** Adds what a PNG tells. Throws Damaged. */
export async function readPng(file: Blob, findings: Findings): Promise<void> {
  const { chunks, end } = await walkPng(file);
  const telling = chunks.filter(({ name }) => !needed.includes(name) && !neutral.includes(name));
  for (const chunk of telling.slice(0, mostReadChunks)) {
    if (chunk.end - chunk.start > longestText) {
      findings.add("hidden");
    } else {
      await readChunk(chunk.name, await content(file, chunk), findings);
    }
  }
  if (telling.length > mostReadChunks) {
    findings.add("hidden");
  }
  if (end < file.size) {
    findings.add("attached");
  }
}

async function readChunk(name: string, bytes: Uint8Array, findings: Findings): Promise<void> {
  switch (name) {
    case "eXIf":
      try {
        readExif(bytes, findings);
      } catch {
        findings.add("hidden");
      }
      break;
    case "tIME":
      if (bytes.length === 7) {
        const data = new Bytes(bytes);
        const two = (at: number): string => String(data.u8(at)).padStart(2, "0");
        findings.add("date", `${data.u16(0)}-${two(2)}-${two(3)} ${two(4)}:${two(5)}:${two(6)}`);
      }
      break;
    case "tEXt":
    case "zTXt":
    case "iTXt":
      await readText(name, bytes, findings);
      break;
    default:
      findings.add("hidden");
  }
}

const keywords: Record<string, "author" | "software" | "date" | "device"> = { Author: "author", Artist: "author", Software: "software", "Creation Time": "date", "date:create": "date", "date:modify": "date", Source: "device" };

async function readText(name: string, bytes: Uint8Array, findings: Findings): Promise<void> {
  const first = bytes.indexOf(0);
  demand(first > 0);
  const keyword = latin(bytes.subarray(0, first));
  let rest = bytes.subarray(first + 1);
  let packed = name === "zTXt";
  if (name === "zTXt") {
    rest = rest.subarray(1);
  } else if (name === "iTXt") {
    packed = rest[0] === 1;
    const language = rest.indexOf(0, 2);
    const translated = rest.indexOf(0, language + 1);
    demand(language >= 2 && translated > language);
    rest = rest.subarray(translated + 1);
  }
  const text = packed ? await unpacked(new Blob([rest.slice()]), "deflate", longestText) : rest;
  if (keyword === "XML:com.adobe.xmp") {
    readXmp(text, findings);
  } else if (keyword.startsWith("Raw profile type")) {
    findings.add("hidden");
  } else {
    findings.addAll(keywords[keyword] ?? "text", [textOf(text)]);
  }
}

const content = (file: Blob, chunk: Chunk): Promise<Uint8Array<ArrayBuffer>> => read(file, chunk.start + 8, chunk.end - chunk.start - 12);

/** The pieces of a PNG with the same picture and nothing else but the way it must be turned. Throws Damaged. */
export async function cleanPng(file: Blob): Promise<BlobPart[]> {
  const { chunks } = await walkPng(file);
  const exif = chunks.find(({ name }) => name === "eXIf");
  const turned = exif === undefined || exif.end - exif.start > longestText ? 1 : orientation(await content(file, exif));
  const pieces: BlobPart[] = [signature];
  for (const chunk of chunks.filter(({ name }) => needed.includes(name))) {
    pieces.push(file.slice(chunk.start, chunk.end));
    if (chunk.name === "IHDR" && turned !== 1) {
      pieces.push(chunkOf("eXIf", exifWithOrientation(turned)));
    }
  }
  demand(chunks.some(({ name }) => name === "IDAT"));
  return pieces;
}

function orientation(exif: Uint8Array): number {
  try {
    return orientationOf(exif);
  } catch {
    return 1;
  }
}

function chunkOf(name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = concat([bytesOf(name), bytes]);
  const numbers = new DataView(new ArrayBuffer(8));
  numbers.setUint32(0, bytes.length);
  numbers.setUint32(4, crc32(body));
  const whole = new Uint8Array(numbers.buffer);
  return concat([whole.subarray(0, 4), body, whole.subarray(4)]);
}
