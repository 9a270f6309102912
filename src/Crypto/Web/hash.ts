import { ascii, concat, type Bytes } from "./bytes.ts";
import * as Label from "./labels.ts";
import { hmacSha256, sha256 } from "./primitives.ts";

function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** H(label, parts…) = SHA-256(u8 len(label) ‖ label ‖ u32 len(part) ‖ part …): no two lists of parts hash the same bytes. */
export function labelledHash(label: Label.Any, ...parts: Uint8Array[]): Bytes {
  const name = ascii(label);
  const pieces: Uint8Array[] = [Uint8Array.of(name.length), name];
  for (const part of parts) pieces.push(u32(part.length), part);
  return sha256(concat(...pieces));
}

/** HKDF-Extract-SHA-256 (RFC 5869 2.2). */
export function extract(salt: Uint8Array, ikm: Uint8Array): Bytes {
  return hmacSha256(salt, ikm);
}

/** HKDF-Expand-SHA-256 (RFC 5869 2.3), `length` at most 8160 bytes. */
export function expand(prk: Uint8Array, info: Uint8Array, length: number): Bytes {
  const out = new Uint8Array(length);
  let previous: Bytes = new Uint8Array(0);
  for (let at = 0, counter = 1; at < length; at += 32, counter++) {
    const block = hmacSha256(prk, concat(previous, info, Uint8Array.of(counter)));
    previous.fill(0);
    out.set(block.subarray(0, length - at), at);
    previous = block;
  }
  previous.fill(0);
  return out;
}

/** X(prk, label, n) of the specification. */
export function deriveKey(prk: Uint8Array, label: Label.Any, length = 32): Bytes {
  return expand(prk, ascii(label), length);
}

export const KeyType = { xwing: 1, ed25519: 2 } as const;

/** key_id: the first 16 bytes of H("sic1/key", type, public key). */
export function keyIdOf(type: (typeof KeyType)[keyof typeof KeyType], publicKey: Uint8Array): Bytes {
  return labelledHash(Label.key, Uint8Array.of(type), publicKey).slice(0, 16);
}

/** org_id: the first 16 bytes of H("sic1/org", genesis root key). */
export function orgIdOf(genesisRootKey: Uint8Array): Bytes {
  return labelledHash(Label.org, genesisRootKey).slice(0, 16);
}
