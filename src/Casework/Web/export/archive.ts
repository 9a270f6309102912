// The archive inside an exported file, as a stream: a zip without compression, because what is secret shall not show in how well it shrinks.
// The only file that names fflate (docs/decisions/0015-export-as-age-file.md).

import type { Bytes } from "@integrity-channel/crypto";
import { civilDate } from "@integrity-channel/crypto";
import { Zip, ZipPassThrough } from "fflate";
import type { CivilDay } from "../days.ts";
import { Cancelled } from "../files/containerparts.ts";

/** How much of a file is in memory at once, in bytes. */
const step = 1024 * 1024;

export class Archive {
  readonly #zip: Zip;
  readonly #date: Date;

  /** `write` takes the archive's bytes as they come and keeps none of the arrays. Every entry bears `day`, at midnight. */
  constructor(day: CivilDay, write: (bytes: Uint8Array) => void) {
    const { year, month, day: date } = civilDate(day);
    this.#date = new Date(year, month - 1, date);
    this.#zip = new Zip((error, bytes) => {
      if (error !== null) {
        throw error;
      }
      write(bytes);
    });
  }

  /** One entry after another. Throws Cancelled between two pieces once the signal says so. */
  async add(name: string, content: Blob, signal: AbortSignal): Promise<void> {
    const entry = new ZipPassThrough(name);
    entry.mtime = this.#date;
    this.#zip.add(entry);
    for (let at = 0; at < content.size; at += step) {
      if (signal.aborted) {
        throw new Cancelled();
      }
      const piece: Bytes = new Uint8Array(await content.slice(at, at + step).arrayBuffer());
      entry.push(piece);
      piece.fill(0);
    }
    entry.push(new Uint8Array(0), true);
  }

  /** Writes the list of entries. */
  end(): void {
    this.#zip.end();
  }
}
