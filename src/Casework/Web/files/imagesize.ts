// How large an image says it is, read from its header before anything decodes it: a few hundred bytes can claim gigabytes of pixels.

import type { Bytes } from "@integrity-channel/crypto";
import type { FileKind } from "./filekind.ts";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The bytes of a file that is decoded, its pixels, and the longest side. A page of A4 at 600 dots an inch still fits. */
export const largestImage = { bytes: 48 * 1024 * 1024, pixels: 50_000_000, side: 16_384 } as const;

/** The size in the header; null where there is none to be found, which counts as too large. */
export function imageSize(kind: FileKind, bytes: Bytes): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (kind) {
      case "png":
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case "gif":
        return gifSize(view);
      case "jpeg":
        return jpegSize(view);
      case "webp":
        return webpSize(view);
      default:
        return null;
    }
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

export function fitsImage(kind: FileKind, bytes: Bytes): boolean {
  const size = imageSize(kind, bytes);
  return size !== null && bytes.length <= largestImage.bytes && fits(size);
}

export const fits = ({ width, height }: ImageSize): boolean =>
  width > 0 && height > 0 && Math.max(width, height) <= largestImage.side && width * height <= largestImage.pixels;

const largerOf = (a: ImageSize, b: ImageSize): ImageSize => ({ width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) });

/** Decoders enlarge the screen to its first frame, so both count. */
function gifSize(view: DataView): ImageSize | null {
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const flags = view.getUint8(10);
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  for (;;) {
    const block = view.getUint8(at);
    if (block === 0x2c) {
      const frame = { width: view.getUint16(at + 1, true) + view.getUint16(at + 5, true), height: view.getUint16(at + 3, true) + view.getUint16(at + 7, true) };
      return largerOf(screen, frame);
    }
    if (block !== 0x21) {
      return null;
    }
    at += 2;
    for (let length = view.getUint8(at); length !== 0; length = view.getUint8(at)) {
      at += length + 1;
    }
    at += 1;
  }
}

/** Walks the segments to the first frame header; a file of segments only ends the walk at its end. */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) {
      return null;
    }
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
    } else if (marker === 0xd9 || marker === 0xda) {
      return null;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
}

function webpSize(view: DataView): ImageSize | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) {
    const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536 + 1;
    return { width: three(24), height: three(27) };
  }
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return view.getUint8(20) === 0x2f ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null;
  }
  return chunk === 0x56503820 ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff } : null;
}
