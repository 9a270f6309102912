// The files an officer chose for one reply. They live in this page only: a lock forgets them, because a sealed draft holds text alone.

import type { Bytes, ContainerSource } from "@integrity-channel/crypto";
import type { Upload } from "./upload.ts";

export class ChosenFiles {
  #files: readonly File[] = [];
  /** What was begun for exactly these files. */
  #upload: Upload | null = null;

  get files(): readonly File[] {
    return this.#files;
  }

  get upload(): Upload | null {
    return this.#upload;
  }

  begin(upload: Upload): void {
    this.#upload?.abandon();
    this.#upload = upload;
  }

  /** Another choice is another container: what was sent of the old one is left to the host to forget. */
  choose(files: readonly File[]): void {
    this.#files = [...files];
    this.drop();
  }

  /** Forgets what was sent, and keeps the choice. */
  drop(): void {
    this.#upload?.abandon();
    this.#upload = null;
  }

  get length(): number {
    return this.#files.reduce((sum, file) => sum + file.size, 0);
  }

  get sources(): ContainerSource[] {
    return this.#files.map((file) => ({
      name: file.name,
      type: file.type,
      length: file.size,
      read: async (from, to): Promise<Bytes> => new Uint8Array(await file.slice(from, to).arrayBuffer()),
    }));
  }
}
