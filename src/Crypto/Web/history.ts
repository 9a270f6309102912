/*
 * The chain of directories: GET /d/chain, "sicH" ‖ u16 × {kind u8 (1 sicD, 2 sicT), u32 length ‖ bytes}, oldest first.
 * The first directory is signed by the root whose hash is org_id; each names the hash of the one before; a new root
 * needs a root change (sicT) signed by the old root and the new one.
 */
import { equal, includes, type Bytes } from "./bytes.ts";
import { type DirectoryStatement, parseDirectoryStatement } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { labelledHash, orgIdOf } from "./hash.ts";
import * as Label from "./labels.ts";
import { ed25519Verify } from "./primitives.ts";
import { readSuite, SicReader } from "./sicreader.ts";

/** Every directory of the organisation, verified from the first root on. */
export interface DirectoryHistory {
  readonly orgId: Bytes;
  /** Oldest first; directory n stands at n - 1. */
  readonly directories: readonly DirectoryStatement[];
  /** Every root that ever signed, oldest first. */
  readonly rootKeys: readonly Bytes[];
}

export interface HistoryOptions {
  /** A directory that must be part of the history, such as the one in use (else wrong-directory). */
  readonly directory?: { readonly seq: number; readonly hash: Bytes };
  /** A pinned root that must be part of the history (else wrong-root). */
  readonly rootKey?: Bytes;
}

/** Verifies a whole history; throws on the first thing that does not hold. */
export function parseChain(bytes: Bytes, options: HistoryOptions = {}): DirectoryHistory {
  const reader = new SicReader(bytes);
  reader.magic("sicH");
  const builder = new HistoryBuilder();
  const entries = reader.list(reader.u16(), () => readEntry(reader));
  reader.end();
  for (const entry of entries) builder.add(entry.kind, entry.bytes);
  const history = builder.build();
  const { directory, rootKey } = options;
  demand(rootKey === undefined || includes(history.rootKeys, rootKey), "wrong-root");
  demand(directory === undefined || findDirectory(history, directory.seq, directory.hash) !== null, "wrong-directory");
  return history;
}

function readEntry(reader: SicReader): { kind: number; bytes: Bytes } {
  const kind = reader.u8();
  demand(kind === 1 || kind === 2, "unknown-kind");
  return { kind, bytes: reader.block() };
}

/** The directory with this number and hash; null when the history has no such one. */
export function findDirectory(history: DirectoryHistory, seq: number, hash: Bytes): DirectoryStatement | null {
  const found = history.directories[seq - 1];
  return found !== undefined && equal(found.hash, hash) ? found : null;
}

/**
 * Whether a reader may accept an object made under directory `seq` on `day`: it was issued by then (one day of slack), and
 * no directory issued two or more days before had ended its acceptance.
 */
export function isAcceptable(history: DirectoryHistory, seq: number, day: number): boolean {
  const directory = history.directories[seq - 1];
  return directory !== undefined && directory.issued <= day + 1
    && !history.directories.some((other) => other.issued <= day - 2 && other.acceptFrom > seq);
}

class HistoryBuilder {
  readonly #directories: DirectoryStatement[] = [];
  readonly #rootKeys: Bytes[] = [];

  add(kind: number, bytes: Bytes): void {
    if (kind === 1) this.#addDirectory(bytes);
    else this.#addRootChange(bytes);
  }

  build(): DirectoryHistory {
    const first = this.#directories[0];
    demand(first !== undefined);
    return { orgId: first.orgId, directories: this.#directories, rootKeys: this.#rootKeys };
  }

  #addDirectory(bytes: Bytes): void {
    const untrusted = parseDirectoryStatement(bytes);
    const { orgId, rootKey, seq, previousHash } = untrusted.claimed;
    const last = this.#directories.at(-1);
    const root = this.#rootKeys.at(-1) ?? rootKey;
    // Same organisation, the root in force, the next in the chain; in this order, before the signature.
    demand(last === undefined || equal(orgId, last.orgId), "wrong-organisation");
    demand(last === undefined ? equal(orgId, orgIdOf(rootKey)) : equal(rootKey, root), "wrong-root");
    const follows = last === undefined ? seq === 1 : seq === last.seq + 1 && equal(previousHash, last.hash);
    demand(follows, "wrong-chain");
    const directory = untrusted.verify(root);
    this.#directories.push(directory);
    if (last === undefined) this.#rootKeys.push(root);
  }

  /** "sicT" suite org_id from_seq u32 ‖ old_pk 32 ‖ new_pk 32 ‖ day u32 ‖ sig by old 64 ‖ sig by new 64. */
  #addRootChange(bytes: Bytes): void {
    const reader = new SicReader(bytes);
    reader.magic("sicT");
    readSuite(reader);
    const change = { orgId: reader.bytes(16), fromSeq: reader.u32(), oldKey: reader.bytes(32), newKey: reader.bytes(32), day: reader.u32() };
    const message = labelledHash(Label.signRoot, bytes.subarray(0, reader.position));
    const signatures = [reader.bytes(64), reader.bytes(64)] as const;
    reader.end();
    const last = this.#directories.at(-1);
    demand(last !== undefined && change.fromSeq === last.seq + 1, "wrong-chain");
    demand(equal(change.orgId, last.orgId), "wrong-organisation");
    demand(equal(change.oldKey, this.#rootKeys.at(-1)!), "wrong-root");
    const signed = ed25519Verify(change.oldKey, message, signatures[0]) && ed25519Verify(change.newKey, message, signatures[1]);
    demand(signed, "wrong-signature");
    this.#rootKeys.push(change.newKey);
  }
}
