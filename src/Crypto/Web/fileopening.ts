/** Reading files out of a container, part by part as the host hands them out. */
import { concat, equal, wipe, type Bytes } from "./bytes.ts";
import { ChunkCipher, chunkSize, headSize, sealedChunkSize } from "./chunkedencryption.ts";
import { containerContext, containerHash } from "./container.ts";
import { partCount, partLength, partSize } from "./containerlength.ts";
import { SicError } from "./failure.ts";
import { type ManifestRow } from "./manifest.ts";
import { type ObjectHeader } from "./objectheader.ts";
import { digest, runningSha256 } from "./primitives.ts";

/** The container of an object that was opened. */
export interface ContainerKey {
  /** Of the object it belongs to: names length and hash, and where to ask for parts (report and object id). */
  readonly header: ObjectHeader;
  /** Secret: X(DEK, "sic1/k-container", 32). */
  readonly key: Bytes;
}

/** A file of an opened object. */
export interface FileEntry extends ManifestRow {
  readonly container: ContainerKey;
}

/** Fetches one part of 1 MiB (the last one is shorter); hand out the same bytes when asked twice, from a Blob if it can be. */
export type PartReader = (index: number) => Promise<Bytes>;

/** The SHA-256 of each part of a container whose hash was found right. */
export type PartDigests = readonly Bytes[];

/** Reads every part once and checks the hash that the author signed. Throws wrong-body when anything differs. */
export async function verifyContainer({ header }: ContainerKey, readPart: PartReader): Promise<PartDigests> {
  const digests: Bytes[] = [];
  for (let index = 0; index < partCount(header.containerLength); index++) {
    const part = await readPart(index);
    if (part.length !== partLength(header.containerLength, index)) throw new SicError("wrong-body");
    digests.push(await digest(part));
  }
  if (!equal(containerHash(digests), header.containerHash)) throw new SicError("wrong-body");
  return digests;
}

/**
 * The plaintext of one file in pieces of at most 16 KiB; the caller wipes them. Throws wrong-body when anything differs, also
 * after pieces were handed out: what a preview showed then has to go. To save or export pass the digests of `verifyContainer`;
 * without them nobody has checked that all recipients hold the same container.
 */
export async function* openFile(file: FileEntry, readPart: PartReader, digests: PartDigests | null): AsyncGenerator<Bytes, void, void> {
  const { container: { header, key }, offset, length } = file;
  const parts = new CheckedParts(header.containerLength, readPart, digests);
  const cipher = await ChunkCipher.of(key, containerContext(header.orgId, header.objectId), await parts.bytes(0, headSize));
  const hash = runningSha256();
  for (let number = Math.floor(offset / chunkSize); number * chunkSize < offset + length; number++) {
    const from = headSize + number * sealedChunkSize;
    const chunk = await cipher.open(number, await parts.bytes(from, Math.min(from + sealedChunkSize, header.containerLength)));
    const start = number * chunkSize;
    const piece = chunk.slice(Math.max(0, offset - start), offset + length - start);
    wipe(chunk);
    hash.update(piece);
    yield piece;
  }
  if (!equal(hash.digest(), file.digest)) throw new SicError("wrong-body");
}

/** Ciphertext by position; holds the part that was read last. */
class CheckedParts {
  readonly #length: number;
  readonly #readPart: PartReader;
  readonly #digests: PartDigests | null;
  #index = -1;
  #part: Bytes = new Uint8Array(0);

  constructor(length: number, readPart: PartReader, digests: PartDigests | null) {
    this.#length = length;
    this.#readPart = readPart;
    this.#digests = digests;
  }

  async bytes(from: number, to: number): Promise<Bytes> {
    const pieces: Bytes[] = [];
    for (let at = from; at < to;) {
      const index = Math.floor(at / partSize);
      const part = await this.#load(index);
      const piece = part.slice(at - index * partSize, to - index * partSize);
      pieces.push(piece);
      at += piece.length;
    }
    return concat(...pieces);
  }

  async #load(index: number): Promise<Bytes> {
    if (index === this.#index) return this.#part;
    const part = await this.#readPart(index);
    if (part.length !== partLength(this.#length, index)) throw new SicError("wrong-body");
    const expected = this.#digests?.[index];
    if (expected !== undefined && !equal(await digest(part), expected)) throw new SicError("wrong-body");
    this.#index = index;
    this.#part = part;
    return part;
  }
}
