/*
 * C2SP chunked-encryption, "Cobblestone-256": salt 24 ‖ commitment 32 ‖ AES-256-GCM chunks of 16 KiB, the last one
 * always shorter (perhaps empty), nonce = base nonce XOR chunk number, no associated data.
 * key 32 ‖ nonce 12 ‖ commitment 32 = HKDF-Expand-SHA-512(input key, info). The expansion is written out, because
 * ready-made ones refuse a pseudo-random key shorter than the hash.
 */
import { ascii, concat, equal, wipe, type Bytes } from "./bytes.ts";
import { demand, SicError } from "./failure.ts";
import { AesKey, hmacSha512, type Entropy } from "./primitives.ts";

/** Plaintext bytes of every chunk but the last. */
export const chunkSize = 16384;
const tagSize = 16;
/** Ciphertext bytes of every chunk but the last. */
export const sealedChunkSize = chunkSize + tagSize;
const saltSize = 24;
/** Bytes of salt and commitment, before the first chunk. */
export const headSize = saltSize + 32;
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

/** The keys of one ciphertext: seals and opens single chunks by their number. */
export class ChunkCipher {
  /** salt ‖ commitment: the first bytes of the ciphertext. */
  readonly head: Bytes;
  readonly #aes: AesKey;
  readonly #nonce: Bytes;

  private constructor(head: Bytes, aes: AesKey, nonce: Bytes) {
    this.head = head;
    this.#aes = aes;
    this.#nonce = nonce;
  }

  static async #create(inputKey: Bytes, context: Bytes, salt: Uint8Array): Promise<ChunkCipher> {
    const keys = messageKeys(inputKey, salt, context);
    const aes = await AesKey.import(keys.key);
    wipe(keys.key);
    return new ChunkCipher(concat(salt, keys.commitment), aes, keys.nonce);
  }

  /** For a new ciphertext: draws the salt. Every number may be sealed once. */
  static async start(inputKey: Bytes, context: Bytes, entropy: Entropy): Promise<ChunkCipher> {
    return ChunkCipher.#create(inputKey, context, entropy.fill(saltSize));
  }

  /** For the ciphertext that begins with `head`; wrong-body when this key and context do not fit it. */
  static async of(inputKey: Bytes, context: Bytes, head: Bytes): Promise<ChunkCipher> {
    demand(head.length === headSize, "wrong-body");
    const cipher = await ChunkCipher.#create(inputKey, context, head.subarray(0, saltSize));
    demand(equal(cipher.head, head), "wrong-body");
    return cipher;
  }

  async seal(number: number, chunk: Bytes): Promise<Bytes> {
    return this.#aes.seal(chunkNonce(this.#nonce, number), empty, chunk);
  }

  /** Throws wrong-body for a chunk that was not sealed as this number. */
  async open(number: number, ciphertext: Bytes): Promise<Bytes> {
    const chunk = await this.#aes.open(chunkNonce(this.#nonce, number), empty, ciphertext);
    demand(chunk !== null, "wrong-body");
    return chunk;
  }
}

export async function sealChunks(inputKey: Bytes, context: Bytes, plaintext: Bytes, entropy: Entropy): Promise<Bytes> {
  const cipher = await ChunkCipher.start(inputKey, context, entropy);
  const parts: Bytes[] = [cipher.head];
  for (let number = 0; number * chunkSize <= plaintext.length; number++) {
    parts.push(await cipher.seal(number, plaintext.subarray(number * chunkSize, (number + 1) * chunkSize)));
  }
  return concat(...parts);
}

/** Throws wrong-body for anything but the one ciphertext form of a message under this key and context. */
export async function openChunks(inputKey: Bytes, context: Bytes, ciphertext: Bytes): Promise<Bytes> {
  // The last chunk is always shorter: without one the end is missing.
  if ((ciphertext.length - headSize) % sealedChunkSize === 0) throw new SicError("wrong-body");
  const cipher = await ChunkCipher.of(inputKey, context, ciphertext.subarray(0, headSize));
  const parts: Bytes[] = [];
  for (let at = headSize, number = 0; at < ciphertext.length; at += sealedChunkSize, number++) {
    parts.push(await cipher.open(number, ciphertext.subarray(at, at + sealedChunkSize)));
  }
  const plaintext = concat(...parts);
  wipe(...parts);
  return plaintext;
}
