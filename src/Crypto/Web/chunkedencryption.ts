/*
 * C2SP chunked-encryption, "Cobblestone-256": salt 24 ‖ commitment 32 ‖ AES-256-GCM chunks of 16 KiB, the last one
 * always shorter (perhaps empty), nonce = base nonce XOR chunk number, no associated data.
 * key 32 ‖ nonce 12 ‖ commitment 32 = HKDF-Expand-SHA-512(input key, info). The expansion is written out, because
 * ready-made ones refuse a pseudo-random key shorter than the hash.
 */
import { ascii, concat, equal, wipe, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { AesKey, hmacSha512, type Entropy } from "./primitives.ts";

const chunkSize = 16384;
const tagSize = 16;
const saltSize = 24;
const headSize = saltSize + 32;
const empty: Bytes = new Uint8Array(0);
const infoPrefix = concat(ascii("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM"), Uint8Array.of(0));

/** Length of the ciphertext of `length` plaintext bytes. */
export function sealedLength(length: number): number {
  return headSize + length + tagSize * (Math.floor(length / chunkSize) + 1);
}

interface MessageKeys { key: Bytes; nonce: Bytes; commitment: Bytes }

function messageKeys(inputKey: Bytes, salt: Uint8Array, context: Bytes): MessageKeys {
  const info = concat(infoPrefix, salt, context);
  const first = hmacSha512(inputKey, concat(info, Uint8Array.of(1)));
  const second = hmacSha512(inputKey, concat(first, info, Uint8Array.of(2)));
  const all = concat(first, second);
  const keys = { key: all.slice(0, 32), nonce: all.slice(32, 44), commitment: all.slice(44, 76) };
  wipe(first, second, all);
  return keys;
}

function chunkNonce(base: Bytes, number: number): Bytes {
  const nonce = base.slice();
  const view = new DataView(nonce.buffer);
  view.setUint32(8, view.getUint32(8) ^ number);
  return nonce;
}

export async function sealChunks(inputKey: Bytes, context: Bytes, plaintext: Bytes, entropy: Entropy): Promise<Bytes> {
  const salt = entropy.fill(saltSize);
  const keys = messageKeys(inputKey, salt, context);
  const aes = await AesKey.import(keys.key);
  const parts: Bytes[] = [salt, keys.commitment];
  for (let number = 0; number * chunkSize <= plaintext.length; number++) {
    const chunk = plaintext.slice(number * chunkSize, (number + 1) * chunkSize);
    parts.push(await aes.seal(chunkNonce(keys.nonce, number), empty, chunk));
    wipe(chunk);
  }
  wipe(keys.key, keys.nonce);
  return concat(...parts);
}

/** Throws wrong-body for anything but the one ciphertext form of a message under this key and context. */
export async function openChunks(inputKey: Bytes, context: Bytes, ciphertext: Bytes): Promise<Bytes> {
  if (ciphertext.length < headSize + tagSize) throw new SicError("wrong-body");
  const keys = messageKeys(inputKey, ciphertext.subarray(0, saltSize), context);
  if (!equal(keys.commitment, ciphertext.subarray(saltSize, headSize))) throw new SicError("wrong-body");
  const aes = await AesKey.import(keys.key);
  const parts: Bytes[] = [];
  let last = chunkSize;
  for (let at = headSize, number = 0; last === chunkSize; at += chunkSize + tagSize, number++) {
    const chunk = await aes.open(chunkNonce(keys.nonce, number), empty, ciphertext.slice(at, at + chunkSize + tagSize));
    if (chunk === null) throw new SicError("wrong-body");
    parts.push(chunk);
    last = chunk.length;
    if (last < chunkSize && at + last + tagSize !== ciphertext.length) throw new SicError("wrong-body");
  }
  wipe(keys.key, keys.nonce);
  const plaintext = concat(...parts);
  wipe(...parts);
  return plaintext;
}
