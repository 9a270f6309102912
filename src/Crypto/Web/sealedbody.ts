/*
 * A sealed body: u32 n ‖ content[n] ‖ zeros up to 8, 32, 128 or 512 KiB (the four bytes included), sealed with
 * X(DEK, "sic1/k-body", 32) in chunks whose context is "sic1/body" ‖ TH.
 */
import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { openChunks, sealChunks, sealedLength } from "./chunkedencryption.ts";
import { demand, SicError } from "./failure.ts";
import { deriveKey } from "./hash.ts";
import * as Label from "./labels.ts";
import { type Entropy } from "./primitives.ts";
import { SicReader } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

const buckets = [8192, 32768, 131072, 524288];

/** The longest content of one object, in bytes; a page counts before it seals. */
export const maximumContent = buckets.at(-1)! - 4;
/** The longest body of a clear object, in bytes. */
export const maximumClearBody = 65536;

export function isSealedLength(length: number): boolean {
  return buckets.some((bucket) => sealedLength(bucket) === length);
}

/** u32 n ‖ content ‖ zeros up to `size`. */
export function pad(content: Bytes, size: number): Bytes {
  return new SicWriter().block(content).bytes(new Uint8Array(size - 4 - content.length)).toBytes();
}

/** Throws malformed when the content fits no bucket. */
export function padBody(content: Bytes): Bytes {
  const size = buckets.find((bucket) => content.length + 4 <= bucket);
  demand(size !== undefined);
  return pad(content, size);
}

/** The content of padded bytes; throws wrong-padding for an impossible length or padding other than zeros. */
export function unpad(padded: Bytes): Bytes {
  const length = padded.length < 4 ? padded.length : new SicReader(padded).u32();
  if (length > padded.length - 4 || padded.subarray(4 + length).some((byte) => byte !== 0)) throw new SicError("wrong-padding");
  return padded.slice(4, 4 + length);
}

function context(transcript: Bytes): Bytes {
  return concat(ascii(Label.bodyContext), transcript);
}

export async function sealBody(dek: Bytes, transcript: Bytes, padded: Bytes, entropy: Entropy): Promise<Bytes> {
  const key = deriveKey(dek, Label.bodyKey);
  const sealed = await sealChunks(key, context(transcript), padded, entropy);
  wipe(key);
  return sealed;
}

/** Throws wrong-body or wrong-padding. */
export async function openBody(dek: Bytes, transcript: Bytes, ciphertext: Bytes): Promise<Bytes> {
  const key = deriveKey(dek, Label.bodyKey);
  const padded = await openChunks(key, context(transcript), ciphertext);
  wipe(key);
  const content = unpad(padded);
  wipe(padded);
  return content;
}
