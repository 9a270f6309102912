import { createHash } from "node:crypto";
import type { Entropy } from "@integrity-channel/crypto";

/** Repeatable bytes from a written seed: SHA-256(seed ‖ counter), block after block. For tests only. */
export class SeededEntropy implements Entropy {
  readonly #seed: string;
  #counter = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  fill(length: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash("sha256").update(`${this.#seed}/${this.#counter++}`).digest();
      out.set(block.subarray(0, length - at), at);
    }
    return out;
  }
}
