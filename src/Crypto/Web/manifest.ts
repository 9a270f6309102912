/*
 * The manifest of a container, inside the sealed body: u16 × { offset u64, length u64, sha256[32], name x<>, type x<> }.
 * Files lie one after another in the order of the rows, without gaps; the rest of the container is zeros.
 */
import { utf8, type Bytes } from "./bytes.ts";
import { demand, SicError } from "./failure.ts";
import { type SicReader } from "./sicreader.ts";
import { type SicWriter } from "./sicwriter.ts";

export interface ManifestRow {
  /** Where the file begins in the container's plaintext. */
  readonly offset: number;
  readonly length: number;
  /** SHA-256 of the file. */
  readonly digest: Bytes;
  readonly name: string;
  /** Media type as its writer says; may be empty. Never trusted. */
  readonly type: string;
}

const longestName = 255;
const nameShape = /^[^\u0000-\u001f\u007f/\\]{1,255}$/u;
const typeShape = /^[!-~]{0,127}$/;

/** Whether a manifest may hold this name: 1 to 255 bytes of UTF-8 without control characters, slash or backslash. */
export function isFileName(name: string): boolean {
  return nameShape.test(name) && utf8(name).length <= longestName;
}

/** A name that a manifest may hold, as near to `name` as it can be: the end, with the extension, stays. */
export function toFileName(name: string): string {
  const characters = [...name.replace(/\p{Surrogate}/gu, "_").replace(/[\u0000-\u001f\u007f/\\]/gu, "_")];
  while (utf8(characters.join("")).length > longestName) characters.splice(Math.max(0, characters.length - 17), 1);
  return characters.length === 0 ? "_" : characters.join("");
}

/** A media type that a manifest may hold; empty for anything else. */
export function toFileType(type: string): string {
  return typeShape.test(type) ? type : "";
}

export function writeManifest(writer: SicWriter, rows: readonly ManifestRow[]): SicWriter {
  writer.u16(rows.length);
  for (const { offset, length, digest, name, type } of rows) {
    if (!isFileName(name) || !typeShape.test(type)) throw new SicError("malformed");
    writer.u64(offset).u64(length).bytes(digest, 32).name(name).name(type);
  }
  return writer;
}

/** Throws malformed for gaps, overlaps, or names and types that no manifest holds. */
export function readManifest(reader: SicReader): ManifestRow[] {
  let end = 0;
  return reader.list(reader.u16(), () => {
    const row = { offset: reader.u64(), length: reader.u64(), digest: reader.bytes(32), name: reader.name(), type: reader.name() };
    if (row.offset !== end || !isFileName(row.name) || !typeShape.test(row.type)) throw new SicError("malformed");
    end += row.length;
    demand(Number.isSafeInteger(end));
    return row;
  });
}

/** Bytes of all files together. */
export function filesLength(rows: readonly ManifestRow[]): number {
  return rows.reduce((sum, { length }) => sum + length, 0);
}
