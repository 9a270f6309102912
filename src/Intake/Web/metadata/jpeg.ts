// JPEG: a row of segments. What the picture needs stays byte for byte; everything else is told and can be left out.

import { exifWithOrientation, orientationOf, readExif } from "./exif.ts";
import type { Findings } from "./findings.ts";
import { Bytes, bytesOf, concat, demand, read, textOf, Window } from "./reader.ts";
import { readPhotoshop, readXmp } from "./xmp.ts";

interface Segment {
  readonly marker: number;
  /** From the marker's first byte. */
  readonly start: number;
  /** Behind the last byte; for a scan its compressed data included. */
  readonly end: number;
}

export interface JpegWalk {
  readonly segments: readonly Segment[];
  /** Behind the end marker. */
  readonly end: number;
}

const mostSegments = 5_000;
const mostReadSegments = 200;
const marker = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe, jfif: 0xe0, exif: 0xe1, mpf: 0xe2, photoshop: 0xed, adobe: 0xee } as const;
const names = { jfif: "JFIF\0", exif: "Exif\0\0", xmp: "http://ns.adobe.com/xap/1.0/\0", moreXmp: "http://ns.adobe.com/xmp/extension/\0", icc: "ICC_PROFILE\0", mpf: "MPF\0", photoshop: "Photoshop 3.0\0", adobe: "Adobe" } as const;

/** Finds every segment. Throws Damaged for anything that is no complete JPEG. */
export async function walkJpeg(file: Blob): Promise<JpegWalk> {
  const window = new Window(file);
  const start = await window.at(0, 2);
  demand(start[0] === 0xff && start[1] === marker.start);
  const segments: Segment[] = [];
  for (let at = 2; ;) {
    const code = await markerAt(window, at);
    at = code.at;
    if (code.marker === marker.end) {
      return { segments, end: at + 2 };
    }
    demand(code.marker >= 0xc0 && !(code.marker >= 0xd0 && code.marker <= 0xd8) && segments.length < mostSegments);
    const length = new Bytes(await window.at(at, 4)).u16(2);
    const header = at + 2 + length;
    demand(length >= 2 && header <= file.size);
    const end = code.marker === marker.scan ? await endOfScan(window, file.size, header) : header;
    segments.push({ marker: code.marker, start: at, end });
    at = end;
  }
}

/** The marker at a place, past fill bytes. */
async function markerAt(window: Window, from: number): Promise<{ marker: number; at: number }> {
  for (let at = from; ; at++) {
    const bytes = await window.at(at, 2);
    demand(bytes[0] === 0xff && bytes.length >= 2);
    if (bytes[1] !== 0xff) {
      return { marker: bytes[1] ?? 0, at };
    }
  }
}

/** Where the compressed data of a scan ends: at the first marker that is neither a stuffed byte nor a restart. */
async function endOfScan(window: Window, size: number, from: number): Promise<number> {
  for (let at = from; at < size;) {
    const bytes = await window.at(at, 2);
    for (let index = bytes.indexOf(0xff); index >= 0 && index + 1 < bytes.length; index = bytes.indexOf(0xff, index + 1)) {
      const next = bytes[index + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) {
        return at + index;
      }
    }
    at += Math.max(1, bytes.length - 1);
  }
  return size;
}

/** Adds what a JPEG tells. Throws Damaged. */
export async function readJpeg(file: Blob, findings: Findings): Promise<void> {
  const { segments, end } = await walkJpeg(file);
  const telling = segments.filter((segment) => isApplication(segment.marker) || segment.marker === marker.comment);
  if (telling.length > mostReadSegments) {
    findings.add("hidden");
  }
  const moreXmp: Uint8Array[] = [];
  for (const segment of telling.slice(0, mostReadSegments)) {
    readSegment(segment.marker, await read(file, segment.start + 4, segment.end - segment.start - 4), findings, moreXmp);
  }
  if (moreXmp.length > 0) {
    readXmp(concat(moreXmp), findings);
  }
  if (end < file.size) {
    findings.add("attached");
  }
}

function readSegment(code: number, bytes: Uint8Array, findings: Findings, moreXmp: Uint8Array[]): void {
  const data = new Bytes(bytes);
  const behind = (name: string): Uint8Array => bytes.subarray(name.length);
  if (code === marker.comment) {
    findings.addAll("text", [textOf(bytes)]);
    findings.add("hidden");
  } else if (code === marker.exif && data.startsWith(names.exif)) {
    tolerant(findings, () => { readExif(behind(names.exif), findings); });
  } else if (code === marker.exif && data.startsWith(names.xmp)) {
    readXmp(behind(names.xmp), findings);
  } else if (code === marker.exif && data.startsWith(names.moreXmp)) {
    moreXmp.push(bytes.subarray(names.moreXmp.length + 40));
  } else if (code === marker.photoshop && data.startsWith(names.photoshop)) {
    tolerant(findings, () => { readPhotoshop(behind(names.photoshop), findings); });
  } else if (code === marker.mpf && data.startsWith(names.mpf)) {
    findings.add("preview");
  } else if (!isNeutral(code, data)) {
    findings.add("hidden");
  }
}

/** Parts of the picture's own format that say nothing: JFIF without a preview, Adobe's note on colours. */
function isNeutral(code: number, data: Bytes): boolean {
  return (code === marker.jfif && data.startsWith(names.jfif) && data.length === 14) || (code === marker.adobe && data.startsWith(names.adobe) && data.length === 12);
}

/** A damaged block inside a sound picture still tells that something is there. */
function tolerant(findings: Findings, readBlock: () => void): void {
  try {
    readBlock();
  } catch {
    findings.add("hidden");
  }
}

const isApplication = (code: number): boolean => code >= 0xe0 && code <= 0xef;
/** Tables, frames, scans and restart intervals: what decoding needs. */
const isPicture = (code: number): boolean => (code >= 0xc0 && code <= 0xcf && code !== 0xc8) || (code >= 0xda && code <= 0xde);

/** The pieces of a JPEG with the same picture and nothing else but the way it must be turned. Throws Damaged. */
export async function cleanJpeg(file: Blob): Promise<BlobPart[]> {
  const { segments } = await walkJpeg(file);
  const pieces: BlobPart[] = [Uint8Array.of(0xff, marker.start)];
  const turned = await orientation(file, segments);
  const jfif = await startsWith(file, segments, marker.jfif, names.jfif);
  if (jfif !== null) {
    pieces.push(segmentOf(marker.jfif, concat([bytesOf(names.jfif), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)])));
  }
  if (turned !== 1) {
    pieces.push(segmentOf(marker.exif, concat([bytesOf(names.exif), exifWithOrientation(turned)])));
  }
  const adobe = await startsWith(file, segments, marker.adobe, names.adobe);
  if (adobe !== null && adobe.length >= 12) {
    // Of Adobe's note only the byte that says how colours were changed counts for decoding.
    pieces.push(segmentOf(marker.adobe, concat([bytesOf(names.adobe), Uint8Array.of(0, 100, 0, 0, 0, 0), adobe.subarray(11, 12)])));
  }
  pieces.push(...segments.filter((segment) => isPicture(segment.marker)).map((segment) => file.slice(segment.start, segment.end)));
  demand(segments.some((segment) => segment.marker === marker.scan));
  pieces.push(Uint8Array.of(0xff, marker.end));
  return pieces;
}

async function orientation(file: Blob, segments: readonly Segment[]): Promise<number> {
  const exif = await startsWith(file, segments, marker.exif, names.exif);
  try {
    return exif === null ? 1 : orientationOf(exif.subarray(names.exif.length));
  } catch {
    return 1;
  }
}

/** The content of the first segment of a kind that begins with a name. */
async function startsWith(file: Blob, segments: readonly Segment[], code: number, name: string): Promise<Uint8Array | null> {
  for (const segment of segments.filter((candidate) => candidate.marker === code).slice(0, mostReadSegments)) {
    const bytes = await read(file, segment.start + 4, segment.end - segment.start - 4);
    if (new Bytes(bytes).startsWith(name)) {
      return bytes;
    }
  }
  return null;
}

function segmentOf(code: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat([Uint8Array.of(0xff, code, (content.length + 2) >> 8, (content.length + 2) & 0xff), content]);
}
