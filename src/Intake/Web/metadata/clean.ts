// A copy of a file without what it tells, looked at again before it is offered. Never throws.

import type { Finding } from "./findings.ts";
import { inspectFile, type Format } from "./inspect.ts";
import { cleanOffice, type Pictures } from "./office.ts";
import { cleanPicture } from "./pictures.ts";

export interface Cleaned {
  readonly file: Blob;
  /** What the copy still tells and could not be taken out. */
  readonly left: readonly Finding[];
}

const cleanable: readonly Format[] = ["jpeg", "png", "webp", "ooxml", "odf"];

export function isCleanable(format: Format): boolean {
  return cleanable.includes(format);
}

const pictures: Pictures = { read: () => Promise.resolve(null), clean: cleanPicture };

/** The cleaned copy; null where the format cannot be cleaned here or this file does not allow it. */
export async function cleanFile(file: Blob, format: Format): Promise<Cleaned | null> {
  try {
    const copy = format === "ooxml" || format === "odf" ? new Blob(await cleanOffice(file, format, pictures)) : isCleanable(format) ? await cleanPicture(file) : null;
    if (copy === null) {
      return null;
    }
    const again = await inspectFile(copy);
    return again.readable && again.format === format ? { file: copy, left: again.findings } : null;
  } catch {
    return null;
  }
}
