/* A whole keys log as a client fetched it (docs/protocol.md section 23): its leaves give the signed root, and every opening is one of a leaf. */
import { equal, type Bytes } from "./bytes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { SicError } from "./failure.ts";
import { labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { leafHash, treeRoot } from "./merkletree.ts";
import { sha256 } from "./primitives.ts";
import { SicReader } from "./sicreader.ts";

/** What an entry speaks of, by the SHA-256 of it. */
export const KeysEntryKind = { directory: 1, certificate: 2, revocation: 3, officersPage: 4, reportersPage: 5, accessHead: 6, rootChange: 7, sealer: 8 } as const;

export interface KeysEntry {
  readonly kind: number;
  /** The organisation's civil day when it was logged. */
  readonly day: number;
  readonly hash: Bytes;
}

export interface KeysLog {
  readonly checkpoint: Checkpoint;
  readonly leaves: readonly Bytes[];
  /** Null where an entry stays closed. */
  readonly entries: readonly (KeysEntry | null)[];
}

export type LogStanding = "continues" | "shorter" | "forked";

const tileWidth = 256;
const openingLength = 69;

/** Where the bundles of a log of this size lie, below its entries or its openings: c2sp.org/tlog-tiles. */
export function tilePlaces(size: number): string[] {
  const places: string[] = [];
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0").match(/\d{3}/gu) ?? [];
    places.push(digits.map((part, at) => (at < digits.length - 1 ? `x${part}` : part)).join("/") + (width < tileWidth ? `.p/${width}` : ""));
  }
  return places;
}

/** Throws malformed, wrong-chain (the leaves do not give the root), unknown-kind, or wrong-commitment (an opening is not of its leaf). */
export function putLog(checkpoint: Checkpoint, entryBundles: readonly Bytes[], openingBundles: readonly Bytes[]): KeysLog {
  const held = readBundles(entryBundles, checkpoint.size);
  const openings = readBundles(openingBundles, checkpoint.size);
  if (held.some((entry) => entry.length !== 32)) throw new SicError("malformed");
  const leaves = held.map(leafHash);
  if (!equal(treeRoot(leaves), checkpoint.root)) throw new SicError("wrong-chain");
  return { checkpoint, leaves, entries: openings.map((opening, at) => (opening.length === 0 ? null : openEntry(opening, held[at]))) };
}

/** Compares with a size and root that were seen before. */
export function standingSince({ leaves }: KeysLog, size: number, root: Bytes): LogStanding {
  return size > leaves.length ? "shorter" : equal(treeRoot(leaves.slice(0, size)), root) ? "continues" : "forked";
}

/** Directory and certificates of a list of keys (sicP) that the log does not hold; a client that finds one is shown something that nobody else can check. */
export function unlogged(log: KeysLog, document: Bytes): number[] {
  const reader = new SicReader(document);
  reader.magic("sicP");
  reader.u32();
  const statements = [{ kind: KeysEntryKind.directory as number, bytes: reader.block() }];
  statements.push(...reader.list(reader.u8(), () => ({ kind: KeysEntryKind.certificate as number, bytes: reader.vector() })));
  return statements.filter(({ kind, bytes }) => !holds(log, kind, sha256(bytes))).map(({ kind }) => kind);
}

/** Directories and root changes of a chain (sicH) that the log does not hold, by kind of entry. */
export function unloggedChain(log: KeysLog, chain: Bytes): number[] {
  const reader = new SicReader(chain);
  reader.magic("sicH");
  const statements = reader.list(reader.u16(), () => ({ kind: reader.u8() === 2 ? KeysEntryKind.rootChange : KeysEntryKind.directory, bytes: reader.block() }));
  return statements.filter(({ kind, bytes }) => !holds(log, kind, sha256(bytes))).map(({ kind }) => kind);
}

export const holds = ({ entries }: KeysLog, kind: number, hash: Bytes): boolean => entries.some((entry) => entry !== null && entry.kind === kind && equal(entry.hash, hash));

function readBundles(bundles: readonly Bytes[], size: number): Bytes[] {
  if (bundles.length !== Math.ceil(size / tileWidth)) throw new SicError("malformed");
  return bundles.flatMap((bundle, index) => {
    const reader = new SicReader(bundle);
    const items = reader.list(Math.min(tileWidth, size - index * tileWidth), () => reader.vector(openingLength));
    reader.end();
    return items;
  });
}

function openEntry(opening: Bytes, leaf: Bytes | undefined): KeysEntry {
  const reader = new SicReader(opening);
  const salt = reader.bytes(32);
  const kind = reader.u8();
  if (!Object.values<number>(KeysEntryKind).includes(kind)) throw new SicError("unknown-kind");
  const entry = { kind, day: reader.u32(), hash: reader.bytes(32) };
  reader.end();
  if (leaf === undefined || !equal(labelledHash(Label.logLeaf, salt, opening.slice(32)), leaf)) throw new SicError("wrong-commitment");
  return entry;
}
