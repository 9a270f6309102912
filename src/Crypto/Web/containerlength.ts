/*
 * How long a container is. Plaintext is padded to PADMÉ of all files together (at most 12 %, from 64 KiB on at most 3.1 %
 * more), never below 64 KiB, so that a length says little about what is inside.
 */
import { headSize, sealedChunkSize, sealedLength } from "./chunkedencryption.ts";

/** Bytes of every part but the last. */
export const partSize = 1024 * 1024;

const floor = 65_536;

/** The least container plaintext for `length` bytes of files. */
export function paddedLength(length: number): number {
  if (length <= floor) return floor;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/** Ciphertext bytes of a container with `length` bytes of files. */
export function containerLength(length: number): number {
  return sealedLength(paddedLength(length));
}

/** Whether a container can have this many ciphertext bytes. */
export function isContainerLength(length: number): boolean {
  const body = length - headSize;
  return containerLength(body - 16 * Math.ceil(body / sealedChunkSize)) === length;
}

/** Parts of a container of `length` ciphertext bytes. */
export function partCount(length: number): number {
  return Math.ceil(length / partSize);
}

/** Bytes of one of its parts. */
export function partLength(length: number, index: number): number {
  return Math.min(partSize, length - index * partSize);
}
