import { ascii, concat, utf8, type Bytes } from "./bytes.ts";
import { demand, SicError } from "./failure.ts";

/** Writes the SIC codec; the counterpart of SicReader. A value outside its field throws malformed. */
export class SicWriter {
  readonly #parts: Uint8Array[] = [];

  #integer(value: number, size: number): this {
    if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * size)) throw new SicError("malformed");
    const bytes = new Uint8Array(size);
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
    this.#parts.push(bytes);
    return this;
  }

  u8(value: number): this {
    return this.#integer(value, 1);
  }

  u16(value: number): this {
    return this.#integer(value, 2);
  }

  u32(value: number): this {
    return this.#integer(value, 4);
  }

  u64(value: number): this {
    return this.#integer(value, 8);
  }

  /** Exactly `length` bytes, as they are. */
  bytes(value: Uint8Array, length = value.length): this {
    demand(value.length === length);
    this.#parts.push(value);
    return this;
  }

  vector(value: Uint8Array): this {
    return this.u16(value.length).bytes(value);
  }

  name(value: string): this {
    return this.vector(utf8(value));
  }

  block(value: Uint8Array): this {
    return this.u32(value.length).bytes(value);
  }

  text(value: string): this {
    return this.block(utf8(value));
  }

  magic(value: string): this {
    return this.bytes(ascii(value), 4);
  }

  toBytes(): Bytes {
    return concat(...this.#parts);
  }
}
