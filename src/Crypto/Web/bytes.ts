import { SicError } from "./failure.ts";

/** Bytes that WebCrypto takes as they are. Secrets are always of this type, so that their holder can wipe them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Overwrites secrets with zeros. The engine may hold copies elsewhere; this removes ours. */
export function wipe(...secrets: (Bytes | null | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

export function concat(...parts: Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Compares without stopping at the first difference. */
export function equal(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= left[i]! ^ right[i]!;
  return difference === 0;
}

/** Bytewise order; a prefix comes first. */
export function compare(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return left.length - right.length;
}

export function includes(list: readonly Uint8Array[], wanted: Uint8Array): boolean {
  return list.some((item) => equal(item, wanted));
}

/** Lower-case hexadecimal, for map keys of public values (identifiers, hashes); never for secrets. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

const encoder = new TextEncoder();

/** UTF-8; a lone surrogate is refused, because it would not come back as it was. */
export function utf8(text: string): Bytes {
  const bytes = encoder.encode(text);
  if (utf8Text(bytes) !== text) throw new SicError("malformed");
  return bytes;
}

export function ascii(text: string): Bytes {
  return encoder.encode(text);
}

/** Strict decoding: invalid UTF-8 is refused, a byte order mark stays. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SicError("malformed");
  }
}

/** An identifier of sixteen zeros: the reporter. */
export const reporterId: Bytes = new Uint8Array(16);

/** An identifier of sixteen FFs: the channel as author, the recovery key as recipient. */
export const allOnesId: Bytes = new Uint8Array(16).fill(0xff);

export const zeroHash: Bytes = new Uint8Array(32);

export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
