import { utf8Text, type Bytes } from "./bytes.ts";
import { demand } from "./failure.ts";

/**
 * Reads the SIC codec: big-endian integers, u16-length vectors, u32-length texts. Every bound is checked before
 * anything is copied; whatever does not fit throws malformed. Call `end` when all is read: trailing bytes are refused.
 */
export class SicReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#at;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  #take(length: number): number {
    demand(length <= this.remaining);
    const start = this.#at;
    this.#at += length;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4));
  }

  /** Values above 2^53 - 1 are refused: no length or version comes near. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8));
    demand(value <= BigInt(Number.MAX_SAFE_INTEGER));
    return Number(value);
  }

  /** A copy of the next `length` bytes. */
  bytes(length: number): Bytes {
    const start = this.#take(length);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(start, start + length));
    return copy;
  }

  vector(maximum = 0xffff): Bytes {
    const length = this.u16();
    demand(length <= maximum);
    return this.bytes(length);
  }

  /** A u16-length vector that holds UTF-8. */
  name(maximum = 0xffff): string {
    return utf8Text(this.vector(maximum));
  }

  /** A u32-length block. */
  block(): Bytes {
    return this.bytes(this.u32());
  }

  text(): string {
    const block = this.block();
    const text = utf8Text(block);
    block.fill(0);
    return text;
  }

  magic(expected: string): void {
    for (let i = 0; i < 4; i++) {
      demand(this.u8() === expected.charCodeAt(i));
    }
  }

  /** Reads `count` items; the items themselves bound how many fit. */
  list<T>(count: number, item: () => T): T[] {
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(item());
    return items;
  }

  end(): void {
    demand(this.remaining === 0);
  }
}

/** The only suite enabled: X-Wing, HPKE, Cobblestone-256, Ed25519 strict. */
export const suite = 1;

/** Reads the suite number that follows every magic. */
export function readSuite(reader: SicReader): void {
  demand(reader.u16() === suite, "unknown-suite");
}
