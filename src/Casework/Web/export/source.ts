// What the export of one case is made from: everything that this page opened, and nothing that it did not.

import type { Bytes, FileEntry, OpenedCase, OpenedItem } from "@integrity-channel/crypto";
import type { CivilDay } from "../days.ts";
import type { FetchPart } from "../files/containerparts.ts";
import type { PaperFact } from "../paper.ts";
import type { Texts } from "../texts.ts";
import type { WireCase } from "../wire.ts";

export interface ExportSource {
  readonly found: WireCase;
  readonly opened: OpenedCase;
  readonly today: CivilDay;
  /** Who exports, and under which list of keys. The seed signs the manifest. */
  readonly officerId: Bytes;
  readonly signingSeed: Bytes;
  readonly directory: { readonly seq: number; readonly hash: Bytes };
  readonly organisation: string;
  /** What stands beside the dialogue on the screen: readers, who was left out, how it was sealed. */
  readonly facts: readonly PaperFact[];
  readonly nameOf: (id: Bytes) => string | null;
  readonly texts: Texts;
  readonly fetch: FetchPart;
}

/** A file of the case as the export holds it, or why it does not. */
export interface ExportedFile {
  readonly item: OpenedItem;
  readonly file: FileEntry;
  /** Its place among the files of the whole case, from 1; the same as on the screen. */
  readonly turn: number;
  /** Under which it lies in the archive; null for a file that did not open whole as its sender sealed it. */
  readonly path: string | null;
}

/** All files of one case together, in bytes. Beyond it a browser may run out of room for the sealed file, and a plain zip ends at 4 GiB. */
export const largestExport = 2 * 1024 ** 3;

export const exportLength = ({ items }: OpenedCase): number => items.flatMap(({ files }) => files).reduce((sum, { length }) => sum + length, 0);

/** How many bytes are fetched for it: whole containers. */
export const fetchedLength = ({ items }: OpenedCase): number => items.reduce((sum, { files }) => sum + (files[0]?.container.header.containerLength ?? 0), 0);
