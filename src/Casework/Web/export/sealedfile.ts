// Gathers what is sealed into one file in the browser's own store. Nothing that is not sealed ever lies there.

import type { AgeSealing, Bytes } from "@integrity-channel/crypto";

/** How much is gathered in memory before it goes to the store, in bytes. */
const gathered = 4 * 1024 * 1024;

export class SealedFile {
  readonly #sealing: AgeSealing;
  #content: Blob;
  #waiting: Bytes[] = [];
  #length = 0;

  constructor(sealing: AgeSealing) {
    this.#sealing = sealing;
    this.#content = new Blob([sealing.head]);
  }

  write(content: Uint8Array): void {
    for (const chunk of this.#sealing.push(content)) {
      this.#keep(chunk);
    }
  }

  finish(): Blob {
    this.#keep(this.#sealing.end());
    this.#flush();
    return this.#content;
  }

  /** Forgets the key of a file that was given up. */
  wipe(): void {
    this.#sealing.wipe();
  }

  #keep(chunk: Bytes): void {
    this.#waiting.push(chunk);
    this.#length += chunk.length;
    if (this.#length >= gathered) {
      this.#flush();
    }
  }

  #flush(): void {
    this.#content = new Blob([this.#content, ...this.#waiting], { type: "application/octet-stream" });
    this.#waiting = [];
    this.#length = 0;
  }
}
