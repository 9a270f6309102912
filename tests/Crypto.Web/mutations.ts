/** Damages accepted inputs the way that finds faults in decoders: single bits, lengths at their limits, cuts, repeats and pieces of others. The twin of Mutations.cs. */
import { concat, type Bytes } from "../../src/Crypto/Web/bytes.ts";

const limits = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

export class Mutations {
  readonly #samples: readonly Bytes[];
  #state: number;

  constructor(seed: number, samples: readonly Bytes[]) {
    this.#state = seed >>> 0;
    this.#samples = samples;
  }

  /** One to six changes to one of the samples. */
  next(): Bytes {
    let bytes = this.#sample().slice();
    for (let left = 1 + this.#below(6); left > 0; left--) bytes = this.#change(bytes);
    return bytes;
  }

  // Mulberry32: the same damage from the same seed.
  #below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  #sample(): Bytes {
    return this.#samples[this.#below(this.#samples.length)] ?? new Uint8Array(0);
  }

  #change(bytes: Bytes): Bytes {
    // Most decoders decide in the first few hundred bytes.
    const reach = this.#below(4) === 0 ? bytes.length : Math.min(bytes.length, 400);
    const at = reach === 0 ? 0 : this.#below(reach);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (this.#below(7)) {
      case 0:
        if (bytes.length > 0) bytes[at]! ^= 1 << this.#below(8);
        return bytes;
      case 1:
        if (bytes.length > 0) bytes[at] = this.#below(256);
        return bytes;
      case 2:
        if (at + 2 <= bytes.length) view.setUint16(at, limits[this.#below(9)] ?? 0);
        return bytes;
      case 3:
        if (at + 4 <= bytes.length) view.setUint32(at, limits[this.#below(limits.length)] ?? 0);
        return bytes;
      case 4:
        return bytes.slice(0, at);
      case 5:
        return concat(bytes, bytes.subarray(at, at + 1 + this.#below(63)));
      default:
        return concat(bytes.subarray(0, at), this.#sample().subarray(at));
    }
  }
}
