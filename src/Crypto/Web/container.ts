/*
 * A container holds all files of one message: the files one after another, zeros up to the padded length, sealed in chunks
 * with X(DEK, "sic1/k-container", 32) and the context "sic1/container" ‖ org_id ‖ object_id. It travels in parts of 1 MiB of
 * ciphertext; the header names its length and H("sic1/parts", SHA-256(part 0) ‖ SHA-256(part 1) ‖ …).
 */
import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { ChunkCipher, chunkSize } from "./chunkedencryption.ts";
import { containerLength, paddedLength, partSize } from "./containerlength.ts";
import { SicError } from "./failure.ts";
import { deriveKey, labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { type ManifestRow, toFileName, toFileType } from "./manifest.ts";
import { digest, type Entropy } from "./primitives.ts";
import { SourceStream } from "./sourcestream.ts";

/** A file to seal. `name` and `type` go into the manifest as they are, made fit where a manifest cannot hold them. */
export interface ContainerSource {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  /** Exactly the bytes from `from` up to `to`. They are wiped after sealing, so hand in a copy (a Blob's arrayBuffer is one). */
  read(from: number, to: number): Promise<Bytes>;
}

/** What sealing an object needs of a container whose parts were all made. */
export interface SealedContainer {
  readonly orgId: Bytes;
  readonly objectId: Bytes;
  /** Secret: wipe with `wipeContainer` once the object was accepted. */
  readonly dek: Bytes;
  /** Ciphertext bytes. */
  readonly length: number;
  readonly hash: Bytes;
  readonly manifest: readonly ManifestRow[];
}

export function wipeContainer(container: SealedContainer): void {
  wipe(container.dek);
}

/** One part as it is uploaded; keep it until the host has it, it is not made twice. */
export interface ContainerPart {
  readonly index: number;
  readonly bytes: Bytes;
  /** Ciphertext bytes of the whole container. */
  readonly total: number;
}

export interface ContainerInput {
  readonly files: readonly ContainerSource[];
  readonly orgId: Bytes;
  readonly entropy: Entropy;
}

/** Chunks sealed at once: what fills one part, nearly. */
const batch = partSize / chunkSize;

export function containerContext(orgId: Bytes, objectId: Bytes): Bytes {
  return concat(ascii(Label.containerContext), orgId, objectId);
}

/** The hash of a container from the SHA-256 of each part. */
export function containerHash(digests: readonly Bytes[]): Bytes {
  return labelledHash(Label.parts, concat(...digests));
}

/** Starts a container; throws malformed when there is no file. Nothing is read before `parts` runs. */
export function sealContainer(input: ContainerInput): ContainerSealing {
  return new ContainerSealing(input);
}

/** The making of one container. Run `parts` once to its end, then take `container`. */
export class ContainerSealing {
  /** Ciphertext bytes of the whole container. */
  readonly total: number;
  /** Bytes of the files together. */
  readonly plain: number;
  readonly #input: ContainerInput;
  readonly #objectId: Bytes;
  readonly #dek: Bytes;
  #started = false;
  #sealed: SealedContainer | null = null;

  constructor(input: ContainerInput) {
    if (input.files.length === 0) throw new SicError("malformed");
    this.#input = input;
    this.plain = input.files.reduce((sum, { length }) => sum + length, 0);
    this.total = containerLength(this.plain);
    this.#objectId = input.entropy.fill(16);
    this.#dek = input.entropy.fill(32);
  }

  /** Throws malformed before all parts were made. */
  get container(): SealedContainer {
    if (this.#sealed === null) throw new SicError("malformed");
    return this.#sealed;
  }

  /** Gives up: removes the key of what was made so far. */
  abandon(): void {
    wipe(this.#dek);
  }

  /** Every part in order, once. Throws malformed when a source gives another number of bytes than it said. */
  async *parts(): AsyncGenerator<ContainerPart, void, void> {
    if (this.#started) throw new SicError("malformed");
    this.#started = true;
    const { files, orgId } = this.#input;
    const source = new SourceStream(files);
    const digests: Bytes[] = [];
    for await (const bytes of inParts(this.#ciphertext(source))) {
      digests.push(await digest(bytes));
      if (digests.length === Math.ceil(this.total / partSize)) this.#finish(source, digests, orgId);
      yield { index: digests.length - 1, bytes, total: this.total };
    }
  }

  #finish(source: SourceStream, digests: readonly Bytes[], orgId: Bytes): void {
    const manifest = source.rows.map((row) => ({ ...row, name: toFileName(row.name), type: toFileType(row.type) }));
    this.#sealed = { orgId, objectId: this.#objectId, dek: this.#dek, length: this.total, hash: containerHash(digests), manifest };
  }

  async *#ciphertext(source: SourceStream): AsyncGenerator<Bytes, void, void> {
    const key = deriveKey(this.#dek, Label.containerKey);
    const cipher = await ChunkCipher.start(key, containerContext(this.#input.orgId, this.#objectId), this.#input.entropy);
    wipe(key);
    yield cipher.head;
    const padded = paddedLength(this.plain);
    const count = Math.floor(padded / chunkSize) + 1;
    for (let first = 0; first < count; first += batch) {
      const plain = new Uint8Array(Math.min(batch * chunkSize, padded - first * chunkSize));
      await source.fill(plain);
      const numbers = Array.from({ length: Math.min(batch, count - first) }, (_, place) => place);
      yield concat(...await Promise.all(numbers.map((place) =>
        cipher.seal(first + place, plain.subarray(place * chunkSize, (place + 1) * chunkSize)))));
      wipe(plain);
    }
  }
}

/** Cuts a stream into parts of exactly 1 MiB, the last one shorter. */
async function* inParts(stream: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void, void> {
  let held: Bytes = new Uint8Array(0);
  for await (const piece of stream) {
    held = concat(held, piece);
    while (held.length >= partSize) {
      yield held.slice(0, partSize);
      held = held.slice(partSize);
    }
  }
  if (held.length > 0) yield held;
}
