// Files that someone could send to do harm, made here so that the repository holds none. The journey HostileFilesTests sends their like
// through the whole channel; these are for the judgement alone.

import type { Bytes } from "@integrity-channel/crypto";

export const latin = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

const big = (value: number) => String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const short = (value: number) => String.fromCharCode((value >>> 8) & 255, value & 255);
const little = (value: number) => String.fromCharCode(value & 255, (value >>> 8) & 255);

export const png = (width: number, height: number) => latin(`\x89PNG\r\n\x1a\n${big(13)}IHDR${big(width)}${big(height)}\x08\x06\0\0\0`);

export const jpeg = (width: number, height: number, comment = "") =>
  latin(`\xff\xd8\xff\xfe${short(comment.length + 2)}${comment}\xff\xc0${short(17)}\x08${short(height)}${short(width)}\x03`);

export const gif = (width: number, height: number, frame: readonly [number, number]) =>
  latin(`GIF89a${little(width)}${little(height)}\0\0\0\x21\xfe\x03abc\0\x2c\0\0\0\0${little(frame[0])}${little(frame[1])}\0`);

export const webp = (width: number, height: number) =>
  latin(`RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0${little(width - 1)}${String.fromCharCode((width - 1) >>> 16)}${little(height - 1)}${String.fromCharCode((height - 1) >>> 16)}`);

/** The names of a zip as they stand before its entries and in its directory; no content. */
export const zip = (...names: string[]) => latin(`PK\x03\x04${names.join("PK\x03\x04")}${names.map((name) => `PK\x01\x02${name}`).join("")}PK\x05\x06`);
