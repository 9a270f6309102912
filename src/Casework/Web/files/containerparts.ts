// The parts of one container as the host hands them out. They are ciphertext and stay as Blobs, which the browser may keep outside its
// memory, so that looking at a file, checking the whole and saving fetch every part once.

import type { Bytes, ContainerKey, PartReader } from "@integrity-channel/crypto";
import { partCount, partLength } from "@integrity-channel/crypto";

export type FetchPart = (reportId: Bytes, objectId: Bytes, index: number) => Promise<Bytes>;

/** Bytes that are here already, and bytes of the whole container. */
export type Progress = (done: number, total: number) => void;

/** From this length on, in bytes, fetching twice costs less than keeping. */
const largeContainer = 128 * 1024 * 1024;

export class Cancelled extends Error {}

export class ContainerParts {
  readonly #header: ContainerKey["header"];
  readonly #fetch: FetchPart;
  readonly #parts = new Map<number, Blob>();

  constructor(container: ContainerKey, fetch: FetchPart) {
    this.#header = container.header;
    this.#fetch = fetch;
  }

  /** Throws Cancelled between two parts once the signal says so. */
  reader(progress: Progress, signal: AbortSignal): PartReader {
    return async (index) => {
      const kept = this.#parts.get(index);
      if (kept !== undefined) {
        return new Uint8Array(await kept.arrayBuffer());
      }
      if (signal.aborted) {
        throw new Cancelled();
      }
      const bytes = await this.#fetch(this.#header.reportId, this.#header.objectId, index);
      if (signal.aborted) {
        throw new Cancelled();
      }
      this.#parts.set(index, new Blob([bytes]));
      progress(this.#held(), this.#header.containerLength);
      return bytes;
    };
  }

  /**
   * For the last reading of a container: of a large one each part is forgotten once a later one is asked for. A browser in private mode keeps Blobs in memory
   * alone, at most 2 GiB of them, and would otherwise hold ciphertext and plaintext of a gibibyte at once.
   */
  releasing(reader: PartReader): PartReader {
    if (this.#header.containerLength < largeContainer) {
      return reader;
    }
    let last = -1;
    return (index) => {
      if (index !== last) {
        this.#parts.delete(last);
        last = index;
      }
      return reader(index);
    };
  }

  /** Forgets what was fetched, after it turned out to be wrong. */
  forget(): void {
    this.#parts.clear();
  }

  #held(): number {
    const length = this.#header.containerLength;
    return [...this.#parts.keys()].filter((index) => index < partCount(length)).reduce((sum, index) => sum + partLength(length, index), 0);
  }
}
