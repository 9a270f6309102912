/** The files of a container as one stream of plaintext, hashed on the way, followed by zeros. */
import { wipe, type Bytes } from "./bytes.ts";
import type { ContainerSource } from "./container.ts";
import { SicError } from "./failure.ts";
import { type ManifestRow } from "./manifest.ts";
import { digest, runningSha256 } from "./primitives.ts";

/** Up to this many bytes a file is read at once and hashed by WebCrypto, which is fast also where there is no JIT. */
const wholeUpTo = 32 * 1024 * 1024;

export class SourceStream {
  readonly #sources: readonly ContainerSource[];
  readonly #rows: ManifestRow[] = [];
  #at = 0;
  #offset = 0;
  #whole: Bytes | null = null;
  #hash = runningSha256();

  constructor(sources: readonly ContainerSource[]) {
    this.#sources = sources;
  }

  /** The manifest, whole once everything was read. */
  get rows(): readonly ManifestRow[] {
    return this.#rows;
  }

  /** Fills `into` with what comes next; what no file fills stays as it is. */
  async fill(into: Bytes): Promise<void> {
    let at = 0;
    for (let source = this.#current(); source !== undefined; source = this.#current()) {
      if (at === into.length && this.#at < source.length) return;
      const piece = await this.#read(source, Math.min(into.length - at, source.length - this.#at));
      into.set(piece, at);
      at += piece.length;
      this.#at += piece.length;
      if (this.#whole === null) wipe(piece);
      if (this.#at === source.length) await this.#close(source);
    }
  }

  #current(): ContainerSource | undefined {
    return this.#sources[this.#rows.length];
  }

  async #read(source: ContainerSource, length: number): Promise<Bytes> {
    if (source.length <= wholeUpTo) {
      this.#whole ??= await exactly(source, 0, source.length);
      return this.#whole.subarray(this.#at, this.#at + length);
    }
    const piece = await exactly(source, this.#at, this.#at + length);
    this.#hash.update(piece);
    return piece;
  }

  async #close({ name, type, length }: ContainerSource): Promise<void> {
    const hash = this.#whole === null ? this.#hash.digest() as Bytes : await digest(this.#whole);
    wipe(this.#whole);
    this.#rows.push({ offset: this.#offset, length, digest: hash, name, type });
    this.#offset += length;
    this.#at = 0;
    this.#whole = null;
    this.#hash = runningSha256();
  }
}

async function exactly(source: ContainerSource, from: number, to: number): Promise<Bytes> {
  const bytes = await source.read(from, to);
  if (bytes.length !== to - from) throw new SicError("malformed");
  return bytes;
}
